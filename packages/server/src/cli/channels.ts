import { join } from "node:path";
import { parseArgs } from "node:util";
import { archiveChannel } from "../channels/archive-channel.ts";
import { ChannelDirectory } from "../channels/channel-directory.ts";
import { type RegisteredChannel, registeredChannels } from "../channels/channel-register-store.ts";
import { setChannelOwner } from "../channels/channel-store.ts";
import type { ChannelUse } from "../channels/create-channel.ts";
import { renameChannel } from "../channels/rename-channel.ts";
import { restoreChannel } from "../channels/restore-channel.ts";
import { readConfig } from "../config.ts";
import { DATABASE_FILE } from "../db/data-files.ts";
import { openDatabase } from "../db/open-database.ts";
import { unheard } from "../fanout/unheard.ts";
import { OperatorError } from "../operator-error.ts";
import { isThere } from "../path-trouble.ts";
import { Refusal } from "../refusal.ts";
import { channelTable } from "./channel-table.ts";
import { type Command, UsageError } from "./command.ts";
import { findChannel } from "./find-channel.ts";
import { findOwner } from "./find-owner.ts";

/** What an action did, and to which channel. */
interface Done {
  id: string;
  name: string;
  message: string;
}

/** Changes the database. `name` is the option of that name. Throws OperatorError, or Refusal from the use case. */
type Action = (use: ChannelUse, args: string[], name: string | undefined) => Promise<Done>;

/** The arguments, when there are exactly this many. */
function exactly(count: number, args: string[]): string[] {
  if (args.length !== count) throw new UsageError();
  return args;
}

const actions: Record<string, Action> = {
  async rename(use, args) {
    const [wanted = "", name = ""] = exactly(2, args);
    const { id, name: before } = await findChannel(use.database.db, wanted, "listed");
    const channel = await renameChannel(use, undefined, id, { name });
    return { id, name: channel.name, message: `#${before} is now #${channel.name}.` };
  },

  async archive(use, args) {
    const [wanted = ""] = exactly(1, args);
    const { id, name } = await findChannel(use.database.db, wanted, "listed");
    await archiveChannel(use, undefined, id);
    return { id, name, message: `#${name} is archived. \`parlor channels restore ${id}\` brings it back.` };
  },

  async restore(use, args, name) {
    const [wanted = ""] = exactly(1, args);
    const { id } = await findChannel(use.database.db, wanted, "archived");
    const channel = await restoreChannel(use, undefined, id, name);
    return { id, name: channel.name, message: `#${channel.name} is back on the list.` };
  },

  async "set-owner"(use, args) {
    const [wanted = "", person = ""] = exactly(2, args);
    const { id, name } = await findChannel(use.database.db, wanted, "any");
    const owner = await findOwner(use.database.db, person);
    await setChannelOwner(use.database.db, id, owner?.id ?? null);
    const message = owner ? `#${name} belongs to ${owner.name} now.` : `Only the operator can change #${name} now.`;
    return { id, name, message };
  },
};

async function run(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { archived: { type: "boolean" }, json: { type: "boolean" }, name: { type: "string" } },
  });
  const [action = "list", ...rest] = positionals;
  if (action !== "list" && !Object.hasOwn(actions, action)) throw new UsageError(`There is no action "${action}".`);
  const { dataDir } = readConfig(process.env);
  // A mistyped folder must not become a new, empty place.
  if (!isThere(join(dataDir, DATABASE_FILE)))
    throw new OperatorError(`There is no Parlor data in ${dataDir}: set DATA_DIR.`);
  const database = await openDatabase(dataDir);
  try {
    // A running server notices the change and tells its clients (CH-11).
    const use = { database, channels: new ChannelDirectory(database.db), fanout: unheard };
    if (action === "list") {
      exactly(0, rest);
      list(await registeredChannels(database.db), values);
      return;
    }
    const done = await actions[action]?.(use, rest, values.name);
    console.log(values.json ? JSON.stringify(done) : done?.message);
  } catch (failure) {
    throw failure instanceof Refusal ? new OperatorError(advice(failure), { cause: failure }) : failure;
  } finally {
    await database.close();
  }
}

function list(channels: RegisteredChannel[], { archived = false, json = false }): void {
  const shown = channels.filter(({ archivedAt }) => (archivedAt !== null) === archived);
  if (json) console.log(JSON.stringify(shown, undefined, 2));
  else for (const line of channelTable(shown, archived)) console.log(line);
}

/** What the operator can do about it. */
function advice({ coded: { code, message } }: Refusal): string {
  return code === "channel_exists" ? `${message} Give another one (\`restore … --name NAME\`).` : message;
}

export const command: Command = {
  summary: "lists, renames, archives and restores channels, beside a running server too; CHANNEL is a name or an id",
  usage:
    "channels list [--archived] | rename CHANNEL NAME | archive CHANNEL | restore CHANNEL [--name NAME] | set-owner CHANNEL PERSON|none [--json]",
  run,
};
