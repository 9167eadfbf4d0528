import { limits, type MessagePage, type ParsedOf, type Person } from "@parlor/protocol";
import type { Counts } from "../metrics/counts.ts";
import type { Door } from "../rooms/room.ts";
import type { History } from "./history.ts";

/** MSG-5. One page of a channel: the newest messages, those before a seq, or those after one. */
export async function readPage(
  { door, history, counts }: { door: Door; history: History; counts: Counts },
  by: Person,
  { channelId, before, after, limit = limits.pageDefault }: ParsedOf<"message.page">,
): Promise<MessagePage> {
  await door(by, channelId, "read");
  if (before !== undefined) return history.read(channelId, { before }, limit);
  if (after !== undefined) {
    const page = await history.read(channelId, { after }, limit);
    // Most such reads only compare heads, and find nothing missing (CLI-8).
    if (page.messages.length > 0) counts.caughtUp({ reset: false });
    return page;
  }
  return history.read(channelId, { newest: true }, limit);
}
