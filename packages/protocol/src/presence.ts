import { z } from "zod";
import { command } from "./command.ts";
import { MessagePage } from "./messages.ts";
import { Channel } from "./channels.ts";
import { ChannelId, Epoch, Head, Nothing, Person } from "./values.ts";

/** Who views a channel: how many people, and by name while they are few (PRES-1). */
export const Here = z
  .object({
    count: z.int().min(0),
    people: z.array(Person),
  })
  .meta({ id: "Here" });
export type Here = z.infer<typeof Here>;

export const channelView = command({
  summary:
    "Opens a channel on this socket: answers with its last messages, or with what came after `have`, then delivers.",
  audience: "socket",
  input: z.strictObject({
    channelId: ChannelId,
    /** The newest message the client holds. Its epoch decides whether the seq still means anything (MSG-6). */
    have: z.strictObject({ epoch: Epoch, seq: Head }).optional(),
  }),
  answer: z.object({
    /** Absent for a private conversation. */
    channel: Channel.optional(),
    here: Here,
    page: MessagePage,
    /** True when `have` could not be continued: the page stands alone and older knowledge is void. */
    reset: z.boolean(),
  }),
  errors: ["channel_not_found"],
  rate: "read",
});

export const channelUnview = command({
  summary: "Ends delivery of a channel to this socket.",
  audience: "socket",
  input: z.strictObject({ channelId: ChannelId }),
  answer: Nothing,
  errors: [],
  rate: "read",
});

export const presenceAway = command({
  summary: "Says that the user of this socket looked away for long, or is back: who is away is not counted as here.",
  audience: "socket",
  input: z.strictObject({ away: z.boolean() }),
  answer: Nothing,
  errors: [],
  rate: "presence",
});

export const presenceTyping = command({
  summary: "Tells the channel's viewers that this person is typing, or stopped.",
  audience: "socket",
  input: z.strictObject({ channelId: ChannelId, typing: z.boolean() }),
  answer: Nothing,
  errors: ["channel_not_found"],
  rate: "presence",
});
