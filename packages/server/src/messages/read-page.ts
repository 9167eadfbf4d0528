import { limits, type MessagePage, type ParsedOf, type Person } from "@parlor/protocol";
import { accessChannel } from "../channels/access-channel.ts";
import type { ChannelDirectory } from "../channels/channel-directory.ts";
import type { Database } from "../db/open-database.ts";
import type { Counts } from "../metrics/counts.ts";
import { readMessages } from "./message-store.ts";

/** MSG-5. One page of a channel: the newest messages, those before a seq, or those after one. */
export async function readPage(
  { channels, database, counts }: { channels: ChannelDirectory; database: Database; counts: Counts },
  by: Person,
  { channelId, before, after, limit = limits.pageDefault }: ParsedOf<"message.page">,
): Promise<MessagePage> {
  await accessChannel(channels, by, channelId, "read");
  if (before !== undefined) return readMessages(database, channelId, { before }, limit);
  if (after !== undefined) {
    const page = await readMessages(database, channelId, { after }, limit);
    // Most such reads only compare heads, and find nothing missing (CLI-8).
    if (page.messages.length > 0) counts.caughtUp({ reset: false });
    return page;
  }
  return readMessages(database, channelId, { newest: true }, limit);
}
