import { z } from "zod";
import { command } from "./command.ts";
import { limits } from "./limits.ts";
import { ChannelId, Epoch, Head, isStorable, Milliseconds, Name, Nothing, Person, PersonId } from "./values.ts";

/** A channel as the list shows it. */
export const Channel = z
  .object({
    id: ChannelId,
    name: z.string(),
    /** What it is about; empty when its maker said nothing. */
    about: z.string(),
    /** Absent for the channel a fresh server starts with. */
    createdBy: PersonId.optional(),
    /** The person who may rename, archive and restore it: its maker, unless the operator chose another. Absent: the operator alone. */
    ownedBy: PersonId.optional(),
    createdAt: Milliseconds,
    /** Grows with every change of name or about, so the newer of two is known (CH-5). */
    rev: z.int().min(1),
    /** Where newcomers land, and where a lost channel falls back to. */
    isDefault: z.boolean(),
  })
  .meta({ id: "Channel" });
export type Channel = z.infer<typeof Channel>;

/** A channel that left the list, with what people need to know about it. */
export const ArchivedChannel = Channel.extend({
  archivedAt: Milliseconds,
  /** Absent when the operator archived it. */
  archivedBy: Person.optional(),
}).meta({ id: "ArchivedChannel" });
export type ArchivedChannel = z.infer<typeof ArchivedChannel>;

/** How alive a channel is right now. */
export const Pulse = z.object({
  channelId: ChannelId,
  head: Head,
  /** The time of its newest message; absent while it is empty. */
  lastAt: Milliseconds.optional(),
  /** The seq of the last message that an import stored: everything up to it counts as read (IMP-8). Absent where none did. */
  imported: Head.optional(),
  /** People viewing it now, each counted once. */
  here: z.int().min(0),
});
export type Pulse = z.infer<typeof Pulse>;

const About = z.string().trim().max(limits.channelAbout).refine(isStorable, "not well-formed text");

export const channelCreate = command({
  summary: "Makes a channel. Anyone may; no two channels have names that look alike.",
  audience: "session",
  input: z.strictObject({ name: Name, about: About.optional() }),
  answer: z.object({ channel: Channel }),
  errors: ["channel_exists", "name_refused", "limit_reached"],
  rate: "change",
});

export const channelRename = command({
  summary: "Changes a channel's name; only its owner may.",
  audience: "session",
  input: z.strictObject({ channelId: ChannelId, name: Name, about: About.optional() }),
  answer: z.object({ channel: Channel }),
  errors: ["channel_not_found", "channel_exists", "name_refused", "not_allowed"],
  rate: "change",
});

export const channelArchive = command({
  summary: "Takes a channel off the list for everyone; only its owner may, who can also restore it.",
  audience: "session",
  input: z.strictObject({ channelId: ChannelId }),
  answer: Nothing,
  errors: ["channel_not_found", "not_allowed"],
  rate: "change",
});

export const channelRestore = command({
  summary: "Puts an archived channel back on the list, with all its messages; only its owner may.",
  audience: "session",
  input: z.strictObject({
    channelId: ChannelId,
    /** Another name, because the old one may be taken by now. */
    newName: Name.optional(),
  }),
  answer: z.object({ channel: Channel }),
  errors: ["channel_not_found", "channel_exists", "name_refused", "not_allowed", "limit_reached"],
  rate: "change",
});

export const channelListArchived = command({
  summary:
    "Tells who archived the channels of these ids, and when; without ids, lists the caller's own archived channels.",
  audience: "session",
  input: z.strictObject({ channelIds: z.array(ChannelId).min(1).max(limits.archivedListed).optional() }),
  /** The last one archived first, 200 at most. */
  answer: z.object({ channels: z.array(ArchivedChannel) }),
  errors: [],
  rate: "read",
});

export const channelList = command({
  summary: "Lists every channel with its pulse; `watch` keeps a socket told of changes.",
  audience: "session",
  input: z.strictObject({ watch: z.boolean().optional() }),
  answer: z.object({ epoch: Epoch, channels: z.array(Channel), pulses: z.array(Pulse) }),
  errors: [],
  rate: "read",
});
