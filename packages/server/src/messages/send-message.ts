import type { Milliseconds, ParsedOf, Seq } from "@parlor/protocol";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Door } from "../rooms/room.ts";
import type { MessageLog } from "./message-log.ts";

/**
 * Stores one message; the log tells the channel once its batch is committed.
 * Resolves when the message is on disk (MSG-7); a resend of the same clientId gets the first answer (MSG-3).
 */
export async function sendMessage(
  { door, log }: { door: Door; log: MessageLog },
  by: Session,
  { channelId, clientId, text, after }: ParsedOf<"message.send">,
): Promise<{ seq: Seq; at: Milliseconds }> {
  const room = await door(by.person, channelId, "write");
  const stored = await log.append(by, { room, clientId, text, after });
  if (!stored) throw new Refusal("channel_not_found");
  return { seq: stored.seq, at: stored.at };
}
