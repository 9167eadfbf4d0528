import type { ChannelId, Message, PersonId } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { ConversationRow } from "../db/procedures/conversation-rows.ts";
import type { News } from "../db/procedures/requests.ts";
import type { KeptStanding } from "../db/kept-standing.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { ConversationDirectory } from "./conversation-directory.ts";
import { toConversation } from "./to-conversation.ts";

/** Those who hear of new messages. */
const HEARS: ReadonlySet<KeptStanding> = new Set<KeptStanding>(["asking", "asked", "open"]);

export interface NewsUse {
  database: Database;
  fanout: Fanout;
  conversations: ConversationDirectory;
}

/** PRIV-5. Tells each of these people, of the conversation's two, how it stands for them now. */
export function tellChanged({ fanout }: NewsUse, row: ConversationRow, people: readonly PersonId[]): void {
  for (const id of people) {
    const conversation = toConversation(row, id);
    if (conversation) fanout.announce({ to: "person", id }, "private.changed", { conversation });
  }
}

/** PRIV-10. Tells the owner of a key of requests that show now, and that it is no longer full. */
export function tellRequests(use: NewsUse, ownerId: PersonId, { shown, freed }: News): void {
  for (const row of shown) {
    use.conversations.keep(row);
    tellChanged(use, row, [ownerId]);
  }
  if (freed.length === 0) return;
  for (const keyId of freed) use.conversations.fullKeys.delete(keyId);
  tellKeys(use, ownerId);
}

function tellKeys({ fanout }: NewsUse, id: PersonId): void {
  fanout.announce({ to: "person", id }, "keyring.changed", { items: [] });
}

/**
 * PRIV-5. Tells its two people of new messages, but not one who declined or blocked (PRIV-7). With the first message the request
 * shows. Called after the commit; what fails to be told here is found in the list.
 */
export async function tellMessages(use: NewsUse, channelId: ChannelId, messages: readonly Message[]): Promise<void> {
  const [first, last] = [messages[0], messages.at(-1)];
  if (!first || !last) return;
  if (first.seq === 1) await tellFirst(use, channelId, first.by);
  // After that wait: a person who declined or blocked meanwhile hears nothing any more.
  const known = use.conversations.standings(channelId);
  const isOld = known === undefined || [...known.values()].includes("unwritten");
  const standings = isOld ? await standingsOnDisk(use, channelId, first.by) : known;
  const pulse = { epoch: use.database.epoch, channelId, head: last.seq, lastAt: last.at };
  for (const [id, standing] of standings) {
    if (!HEARS.has(standing)) continue;
    use.fanout.announce({ to: "person", id }, "private.pulse", pulse);
  }
}

async function standingsOnDisk({ database, conversations }: NewsUse, id: ChannelId, by: PersonId) {
  const row = await database.ask("readConversation", { id, by });
  return row ? conversations.keep(row) : new Map<PersonId, never>();
}

async function tellFirst(use: NewsUse, id: ChannelId, by: PersonId): Promise<void> {
  const row = await use.database.ask("readConversation", { id, by });
  const asked = row?.members.find(({ personId }) => personId !== by);
  if (!row || !asked) return;
  if (asked.standing === "asked") tellChanged(use, row, [asked.personId]);
  const { fullKeys } = use.conversations;
  if (asked.standing !== "waiting" || asked.keyId === null || fullKeys.has(asked.keyId)) return;
  fullKeys.add(asked.keyId);
  tellKeys(use, asked.personId);
}
