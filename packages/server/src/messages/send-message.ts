import { Envelope, limits, type Milliseconds, type ParsedOf, type Seq } from "@parlor/protocol";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Door, Room } from "../rooms/room.ts";
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
  if (!fits(room, text)) throw new Refusal("bad_request", { message: "The text is not of the form this takes." });
  const stored = await log.append(by, { room, clientId, text, after });
  if (!stored) throw new Refusal("channel_not_found");
  return { seq: stored.seq, at: stored.at };
}

/** MSG-1, PRIV-4. A channel takes what people type; a private conversation what is sealed, so that nothing there is ever in clear. */
function fits({ kind }: Room, text: string): boolean {
  return kind === "conversation" ? Envelope.safeParse(text).success : text.length <= limits.messageText;
}
