import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { ChannelDirectory } from "../channels/channel-directory.ts";
import { channelByLooks } from "../channels/channel-store.ts";
import { normaliseChannelName } from "../channels/choose-channel-name.ts";
import { createChannel } from "../channels/create-channel.ts";
import { readConfig } from "../config.ts";
import { type Database, openDatabase } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import { importMessages } from "../importing/import-messages.ts";
import { progressBar } from "../importing/progress-bar.ts";
import { nameLooks } from "../people/name-looks.ts";
import { type Command, UsageError } from "./command.ts";

/** Nobody listens to an import; a running server finds what it stored when somebody asks. */
const unheard: Fanout = { publish: () => undefined, announce: () => undefined, drain: () => undefined };

async function run(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({ args, allowPositionals: true, options: { channel: { type: "string" } } });
  const [file, ...more] = positionals;
  if (!file || !values.channel || more.length > 0) throw new UsageError();
  const lines = await countLines(file);
  const database = await openDatabase(readConfig(process.env).dataDir);
  try {
    const channel = await channelNamed(database, values.channel);
    const { stored, known } = await importMessages(database, channel.id, linesOf(file), progressBar(lines));
    console.log(`${stored} messages imported into #${channel.name}; ${known} were there already.`);
  } finally {
    await database.close();
  }
}

async function channelNamed(database: Database, name: string): Promise<{ id: string; name: string }> {
  const known = await channelByLooks(database.db, nameLooks(normaliseChannelName(name)));
  return (
    known ??
    createChannel({ database, channels: new ChannelDirectory(database.db), fanout: unheard }, undefined, { name })
  );
}

function linesOf(file: string) {
  return createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}

async function countLines(file: string): Promise<number> {
  let count = 0;
  for await (const _line of linesOf(file)) count += 1;
  return count;
}

export const command: Command = {
  summary: "loads messages from a file, one {at, by, text} a line with `at` in milliseconds",
  usage: "import FILE.jsonl --channel NAME",
  run,
};
