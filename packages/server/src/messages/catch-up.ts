import { limits, type ChannelId, type MessagePage } from "@parlor/protocol";
import type { History } from "./history.ts";

/** The newest message a client holds of a channel. */
export interface Have {
  epoch: string;
  seq: number;
}

/**
 * MSG-6, R4. Everything after what the client has; or, when that cannot be continued (another epoch, a seq the channel
 * never reached) or is too far behind to be worth carrying, `reset` and the last page.
 */
export async function catchUp(
  history: History,
  channelId: ChannelId,
  have: Have | undefined,
): Promise<{ page: MessagePage; reset: boolean }> {
  if (have?.epoch === history.epoch) {
    const page = await history.read(channelId, { after: have.seq }, limits.pageMax);
    const last = page.messages.at(-1)?.seq ?? have.seq;
    if (have.seq <= page.head && last >= page.head) return { page, reset: false };
  }
  const page = await history.read(channelId, { newest: true }, limits.pageDefault);
  return { page, reset: have !== undefined };
}
