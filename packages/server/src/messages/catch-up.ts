import { limits, type ChannelId, type MessagePage } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { readMessages } from "./message-store.ts";

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
  database: Database,
  channelId: ChannelId,
  have: Have | undefined,
): Promise<{ page: MessagePage; reset: boolean }> {
  if (have?.epoch === database.epoch) {
    const page = await readMessages(database, channelId, { after: have.seq }, limits.pageMax);
    const last = page.messages.at(-1)?.seq ?? have.seq;
    if (have.seq <= page.head && last >= page.head) return { page, reset: false };
  }
  const page = await readMessages(database, channelId, { newest: true }, limits.pageDefault);
  return { page, reset: have !== undefined };
}
