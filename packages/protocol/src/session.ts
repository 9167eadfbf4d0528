import { z } from "zod";
import { command } from "./command.ts";
import { deviceLimits, limits } from "./limits.ts";
import { Bytes32, Epoch, FormerName, Milliseconds, Name, Nothing, Person, PersonId, Uuid } from "./values.ts";

/** Who is asking, and where: everything a client needs to draw its first screen. */
export const Self = z.object({
  person: Person,
  sessionId: z.uuid(),
  epoch: Epoch,
  /** The name of the place, as its operator set it. */
  place: z.string(),
  /** Where others can open Parlor, such as "https://chat.example.org"; absent when only the server's own machine can. */
  address: z.string().optional(),
});
export type Self = z.infer<typeof Self>;

export const placeAbout = command({
  summary: "Tells the place's name, how many people are there, and for how long old names are kept. Needs no name yet.",
  audience: "anyone",
  input: Nothing,
  answer: z.object({
    place: z.string(),
    peopleHere: z.int().min(0),
    /** For how many days an old name stays its owner's after a rename (NAME-7). */
    nameHeldDays: z.number().min(0),
    /** Over HTTP: whether the request carried the cookie that an earlier answer of this command set (SES-6). */
    cookies: z.boolean().optional(),
  }),
  errors: [],
  rate: "read",
});

export const sessionStart = command({
  summary: "Makes a person of this display name and a session for them.",
  audience: "anyone",
  input: z.strictObject({
    displayName: Name,
    /** "cookie" for browsers (over HTTP only); "token" puts the token into the answer. */
    keep: z.enum(["cookie", "token"]),
    /** 32 random bytes of the client's own. A repeat of a call whose answer was lost carries the same (SES-7). */
    once: Bytes32.optional(),
    /** Makes nobody unless the request carries the cookie that `place.about` sets (SES-6). */
    probed: z.literal(true).optional(),
  }),
  answer: Self.extend({ token: z.string().optional() }),
  errors: ["name_taken", "name_refused", "cookies_blocked"],
  rate: "open",
});

export const sessionCurrent = command({
  summary: "Tells whose session this is.",
  audience: "session",
  input: Nothing,
  answer: Self,
  errors: [],
  rate: "read",
});

export const WaysBack = z.object({
  /** Other sessions of this person that are alive. */
  otherSessions: z.int().min(0),
  /** Whether a recovery phrase opens a session of theirs. */
  hasRecovery: z.boolean(),
});
export type WaysBack = z.infer<typeof WaysBack>;

export const sessionWays = command({
  summary: "Tells how this person can come back after this session ends.",
  audience: "session",
  input: Nothing,
  answer: WaysBack,
  errors: [],
  rate: "read",
});

export const sessionEnd = command({
  summary:
    "Ends this session, or another one of the same person, and cuts its sockets. `release` also gives up the name, when the person has no way back.",
  audience: "session",
  input: z.strictObject({
    release: z.boolean().optional(),
    /** Another session of the same person; without it, this one. */
    sessionId: Uuid.optional(),
  }),
  /** Only where a release was asked for. */
  answer: z.object({ released: z.boolean().optional() }),
  errors: ["session_not_found"],
  rate: "change",
});

export const sessionEndOthers = command({
  summary: "Ends every other session of the person and cuts their sockets.",
  audience: "session",
  input: Nothing,
  /** How many there were. */
  answer: z.object({ ended: z.int().min(0) }),
  errors: [],
  rate: "change",
});

/** One session as its own person sees it. */
export const Device = z
  .object({
    sessionId: Uuid,
    /** Such as "Firefox on Linux"; absent when the device did not say. */
    label: z.string().optional(),
    createdAt: Milliseconds,
    /** When it was last used, to the hour; absent if it never was. */
    seenAt: Milliseconds.optional(),
    /** The session that asks. */
    isThis: z.boolean(),
  })
  .meta({ id: "Device" });
export type Device = z.infer<typeof Device>;

export const sessionList = command({
  summary: "Lists the person's devices: the one that asks first, then those used last.",
  audience: "session",
  input: Nothing,
  answer: z.object({ devices: z.array(Device).max(deviceLimits.listed) }),
  errors: [],
  rate: "read",
});

export const personRename = command({
  summary: "Changes the display name, on old messages too.",
  audience: "session",
  input: z.strictObject({ displayName: Name }),
  answer: z.object({ person: Person }),
  errors: ["name_taken", "name_refused", "too_many_names"],
  rate: "change",
});

export const personRead = command({
  summary: "Tells the current and the former names of people, for a client that was away while they may have changed.",
  audience: "session",
  input: z.strictObject({ personIds: z.array(PersonId).min(1).max(limits.peopleRead) }),
  answer: z.object({ people: z.array(Person), formerly: z.array(FormerName) }),
  errors: [],
  rate: "read",
});
