import { z } from "zod";
import { Channel, Pulse } from "./channels.ts";
import { RingItem } from "./keyring.ts";
import { MessagePage } from "./messages.ts";
import { Conversation } from "./private.ts";
import { Self } from "./session.ts";
import { ChannelId, Epoch, FormerName, Milliseconds, Person, PersonId, Seq, Uuid } from "./values.ts";

/** Everything the server says unasked. */
export const events = {
  /** First on every connection: the server's versions, and who it takes the client for (CON-1). */
  hello: z.object({
    protocol: z.object({ major: z.int(), minor: z.int() }),
    epoch: Epoch,
    now: Milliseconds,
    self: Self.optional(),
  }),
  /** New messages of a viewed channel, gapless after the last ones told (MSG-4). */
  "message.new": MessagePage,
  /** A channel was made, renamed, re-described, restored or given to another owner: to watchers of the list. */
  "channel.changed": z.object({ channel: Channel }),
  /** A channel left the list, archived by this person or by the operator: to watchers of the list and to its viewers. */
  "channel.archived": z.object({ channelId: ChannelId, name: z.string(), by: Person.optional() }),
  /** New heads and numbers of people: to watchers, at most once a second (CH-6). */
  "channel.pulse": z.object({ epoch: Epoch, pulses: z.array(Pulse) }),
  /** How many view a channel, and up to 100 names of who came and who went, at most once a second (PRES-1). */
  "presence.here": z.object({
    channelId: ChannelId,
    count: z.int().min(0),
    came: z.array(Person),
    went: z.array(PersonId),
  }),
  /** Somebody else in a viewed channel types, or stopped (PRES-2). */
  "presence.typing": z.object({ channelId: ChannelId, person: Person, typing: z.boolean() }),
  /** A private conversation began or stands otherwise: to one of its two people, as they see it (PRIV-5). */
  "private.changed": z.object({ conversation: Conversation }),
  /** A private conversation has a new message: to its two people, at once (PRIV-5). */
  "private.pulse": z.object({ epoch: Epoch, channelId: ChannelId, head: Seq, lastAt: Milliseconds }),
  /**
   * The person's own keys or keyring were changed by one of their devices: to the person. `items`: which of the keyring, none of
   * them where it was a key; without it, anything (RING-2).
   */
  "keyring.changed": z.object({ items: z.array(RingItem.pick({ id: true, rev: true })).optional() }),
  /**
   * To the person: with `linkId`, a link of theirs was used; without it, their list of devices changed (DEV-2, DEV-7).
   */
  "device.changed": z.object({ linkId: Uuid.optional() }),
  /** A person has another name: to everyone (NAME-4). `former`: the one before, unless only the revision changed. */
  "person.renamed": z.object({ person: Person, former: FormerName.optional() }),
  /** This session is over; the socket is cut next. */
  "session.ended": z.object({}),
  /** The server is about to stop: come back after this long (CON-6). */
  "server.draining": z.object({ retryAfterMs: Milliseconds }),
  /** A packet that could not be answered through an ack (CON-5). */
  "protocol.error": z.object({ code: z.string(), message: z.string(), command: z.string().optional() }),
} as const satisfies Record<string, z.ZodType>;

export type Events = { [N in keyof typeof events]: z.output<(typeof events)[N]> };
export type EventName = keyof Events;
