import type { Milliseconds, Seq } from "@parlor/protocol";
import { accessChannel } from "../channels/access-channel.ts";
import type { ChannelDirectory } from "../channels/channel-directory.ts";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Draft, MessageLog } from "./message-log.ts";

/**
 * Stores one message; the log tells the channel once its batch is committed.
 * Resolves when the message is on disk (MSG-7); a resend of the same clientId gets the first answer (MSG-3).
 */
export async function sendMessage(
  { channels, log }: { channels: ChannelDirectory; log: MessageLog },
  by: Session,
  draft: Draft,
): Promise<{ seq: Seq; at: Milliseconds }> {
  await accessChannel(channels, by.person, draft.channelId, "write");
  const stored = await log.append(by, draft);
  if (!stored) throw new Refusal("channel_not_found");
  return { seq: stored.seq, at: stored.at };
}
