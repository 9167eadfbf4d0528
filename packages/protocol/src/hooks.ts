import { z } from "zod";
import { command } from "./command.ts";
import { ChannelId, Milliseconds, Name, Nothing, Person } from "./values.ts";

/** An incoming webhook: an address that posts into one channel (HOOK-1). The address itself is told only once. */
export const Hook = z
  .object({
    id: z.uuid(),
    channelId: ChannelId,
    /** The author of its messages, under the hook's label. */
    bot: Person,
    createdBy: Person,
    createdAt: Milliseconds,
    /** When it last posted, to the minute; absent until it does. */
    lastUsedAt: Milliseconds.optional(),
  })
  .meta({ id: "Hook" });
export type Hook = z.infer<typeof Hook>;

export const hookCreate = command({
  summary: "Makes an incoming webhook for a channel. Anyone who can write there may; the token is told only this once.",
  audience: "session",
  input: z.strictObject({ channelId: ChannelId, label: Name }),
  answer: z.object({
    hook: Hook,
    /** The address is `/hooks/<token>` on this server. */
    token: z.string(),
  }),
  errors: ["channel_not_found", "name_taken", "name_refused", "limit_reached"],
  rate: "change",
});

export const hookList = command({
  summary: "Lists the webhooks of a channel, without their tokens.",
  audience: "session",
  input: z.strictObject({ channelId: ChannelId }),
  answer: z.object({ hooks: z.array(Hook) }),
  errors: ["channel_not_found"],
  rate: "read",
});

export const hookRevoke = command({
  summary: "Ends a webhook; the person who made it and the channel's owner may.",
  audience: "session",
  input: z.strictObject({ hookId: z.uuid() }),
  answer: Nothing,
  errors: ["hook_not_found", "not_allowed"],
  rate: "change",
});
