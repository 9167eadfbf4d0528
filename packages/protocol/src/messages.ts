import { z } from "zod";
import { isBlankText } from "./blank-text.ts";
import { command } from "./command.ts";
import { isEnvelope } from "./envelope.ts";
import { limits, privateLimits } from "./limits.ts";
import { ChannelId, Epoch, Head, isStorable, Milliseconds, Person, PersonId, Seq, Uuid } from "./values.ts";

/** MSG-1. Text as typed: at most 4,000 UTF-16 units, never blank, storable everywhere. */
export const MessageText = z
  .string()
  .max(limits.messageText)
  .refine((text) => !isBlankText(text), "shows nothing")
  .refine(isStorable, "not well-formed text");

/**
 * A sealed message as it travels and is stored (PRIV-4): "p1." and its bytes in base64url. What is in it, the server cannot
 * read; docs/security.md has the layout. Its size is a header's and a power of two, so only that much shows of its length.
 */
export const Envelope = z
  .string()
  .max(privateLimits.envelope)
  .regex(/^p1\.[A-Za-z0-9_-]+$/, "not a sealed message")
  .refine(isEnvelope, "not a sealed message");

/** Made once by the sender's outbox, of any version; a resend carries the same one (MSG-3). */
export const ClientId = Uuid;

export const Message = z
  .object({
    seq: Seq,
    by: PersonId,
    at: Milliseconds,
    text: z.string(),
    /** Lets the sender's own tabs recognise what they sent. */
    clientId: z.string(),
  })
  .meta({ id: "Message" });
export type Message = z.infer<typeof Message>;

/** A run of messages in seq order, with everyone who wrote one of them. */
export const MessagePage = z
  .object({
    channelId: ChannelId,
    epoch: Epoch,
    /** The channel's highest seq when the page was read. */
    head: Head,
    messages: z.array(Message),
    people: z.array(Person),
  })
  .meta({ id: "MessagePage" });
export type MessagePage = z.infer<typeof MessagePage>;

export const messageSend = command({
  summary: "Stores one message and tells the channel. Answered once it is on disk.",
  audience: "session",
  input: z.strictObject({
    channelId: ChannelId,
    clientId: ClientId,
    /** To a channel as typed; to a private conversation an envelope, and nothing else (PRIV-4). */
    text: MessageText.or(Envelope),
    /** MSG-9. The message the same session sent to this channel before it, when that one is not answered yet. */
    after: ClientId.optional(),
  }),
  answer: z.object({ seq: Seq, at: Milliseconds }),
  errors: ["channel_not_found", "limit_reached", "storage_full", "out_of_order"],
  rate: "send",
});

export const messagePage = command({
  summary: "Reads a run of messages: the last ones, those before a seq, or those after one.",
  audience: "session",
  input: z
    .strictObject({
      channelId: ChannelId,
      /** The newest messages below this seq. */
      before: Seq.optional(),
      /** The oldest messages above this seq. */
      after: Head.optional(),
      limit: z.int().min(1).max(limits.pageMax).optional(),
    })
    .refine((page) => page.before === undefined || page.after === undefined, "before or after, not both"),
  answer: MessagePage,
  errors: ["channel_not_found"],
  rate: "read",
});
