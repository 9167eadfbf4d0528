import type { ChannelId, Message, PersonId } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { ConversationRow } from "../db/procedures/conversation-rows.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { ConversationDirectory } from "./conversation-directory.ts";
import { toConversation } from "./to-conversation.ts";

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

/**
 * PRIV-5. Tells its two people of new messages, but not one who declined or blocked (PRIV-7). With the first message the request
 * shows. Called after the commit; what fails to be told here is found in the list.
 */
export async function tellMessages(use: NewsUse, channelId: ChannelId, messages: readonly Message[]): Promise<void> {
  const [first, last] = [messages[0], messages.at(-1)];
  if (!first || !last) return;
  if (first.seq === 1) await tellFirst(use, channelId, first.by);
  // After that wait: a person who declined or blocked meanwhile hears nothing any more.
  const standings = use.conversations.standings(channelId) ?? (await standingsOnDisk(use, channelId, first.by));
  const pulse = { epoch: use.database.epoch, channelId, head: last.seq, lastAt: last.at };
  for (const [id, standing] of standings) {
    if (standing === "declined" || standing === "blocked") continue;
    use.fanout.announce({ to: "person", id }, "private.pulse", pulse);
  }
}

async function standingsOnDisk({ database, conversations }: NewsUse, id: ChannelId, by: PersonId) {
  const row = await database.ask("readConversation", { id, by });
  return row ? conversations.keep(row) : new Map<PersonId, never>();
}

async function tellFirst(use: NewsUse, id: ChannelId, by: PersonId): Promise<void> {
  const row = await use.database.ask("readConversation", { id, by });
  if (!row) return;
  const asked = row.members.filter(({ standing }) => standing === "asked").map(({ personId }) => personId);
  tellChanged(use, row, asked);
}
