import { z } from "zod";
import { command } from "./command.ts";
import { privateLimits } from "./limits.ts";
import { Bytes32, ChannelId, Epoch, Head, Milliseconds, Nothing, Person, Uuid } from "./values.ts";

/** Names one private key of its owner's. The server knows keys by this id alone, never by what they say (PRIV-1). */
export const KeyId = Uuid;
export type KeyId = z.infer<typeof KeyId>;

/** What only somebody who has a private key can say of it: HKDF of the key (docs/security.md). */
export const Lookup = Bytes32;
/** SHA-256 of a lookup: all the server keeps of one. */
export const LookupHash = Bytes32;

/** The owner's public keys, encrypted under the private key: the server cannot read it (PRIV-1). */
export const KeyRecord = z
  .string()
  .max(privateLimits.keyRecord)
  .regex(/^[A-Za-z0-9_-]{64,}$/, "expected base64url");

/** When a key stops working, and how many people it lets in; absent: no such end. */
const KeyEnds = { expiresAt: Milliseconds.optional(), uses: z.int().min(1).max(privateLimits.keyUses).optional() };

/** A private key as its owner sees it. What it says and what it is called is known to the owner's devices alone. */
export const OwnKey = z.object({
  keyId: KeyId,
  createdAt: Milliseconds,
  ...KeyEnds,
  /** How many people came through it. */
  used: z.int().min(0),
  /** More requests came through it than show at a time: answer some, or renew the key (PRIV-10). */
  full: z.literal(true).optional(),
});
export type OwnKey = z.infer<typeof OwnKey>;

/**
 * How one of the two stands to a conversation: `asking`, they knocked and were not answered yet; `asked`, the other one
 * knocked; `open`; or refused by themselves. Of being refused nothing shows (PRIV-7).
 */
export const Standing = z.enum(["asking", "asked", "open", "declined", "blocked"]);
export type Standing = z.infer<typeof Standing>;

/**
 * A conversation as one of its two people sees it. Its id has the form of a channel's and stands in the place of one in
 * `message.send`, `message.page`, `channel.view`, `channel.unview` and `presence.typing` (PRIV-4).
 */
export const Conversation = z
  .object({
    id: ChannelId,
    peer: Person,
    standing: Standing,
    /** The key of one's own that the other one came through. */
    keyId: KeyId.optional(),
    createdAt: Milliseconds,
    head: Head,
    lastAt: Milliseconds.optional(),
    /** Grows with every change of standing, so the newer of two is known. */
    rev: z.int().min(1),
  })
  .meta({ id: "Conversation" });
export type Conversation = z.infer<typeof Conversation>;

export const privateAbout = command({
  summary: "Tells the salt with which this place's chosen phrases become keys.",
  audience: "session",
  input: Nothing,
  /** 16 bytes, base64url. */
  answer: z.object({ phraseSalt: z.string() }),
  errors: [],
  rate: "read",
});

export const privateCreate = command({
  summary: "Sets up a private key. With `replaces`, the key named there ends in the same moment.",
  audience: "session",
  input: z.strictObject({
    keyId: KeyId,
    lookupHash: LookupHash,
    record: KeyRecord,
    ...KeyEnds,
    replaces: KeyId.optional(),
  }),
  answer: z.object({ key: OwnKey }),
  errors: ["key_taken", "limit_reached"],
  rate: "knock",
});

export const privateRefresh = command({
  summary: "Gives an own private key a fresh record, as with every new prekey.",
  audience: "session",
  input: z.strictObject({ keyId: KeyId, record: KeyRecord }),
  answer: Nothing,
  errors: ["key_not_found"],
  rate: "change",
});

export const privateRevoke = command({
  summary: "Ends an own private key. Conversations that came through it go on.",
  audience: "session",
  input: z.strictObject({ keyId: KeyId }),
  answer: Nothing,
  errors: ["key_not_found"],
  rate: "change",
});

export const privateKeys = command({
  summary: "Lists one's own private keys that work.",
  audience: "session",
  input: Nothing,
  answer: z.object({ keys: z.array(OwnKey) }),
  errors: [],
  rate: "read",
});

export const privateFind = command({
  summary: "Looks a private key up: whose it is, and the record it opens.",
  audience: "session",
  input: z.strictObject({ lookup: Lookup }),
  answer: z.object({ owner: Person, record: z.string() }),
  errors: ["key_not_found"],
  rate: "knock",
});

export const privateOpen = command({
  summary: "Knocks with a private key: opens the conversation with its owner, or finds the one there is.",
  audience: "session",
  input: z.strictObject({ lookup: Lookup }),
  answer: z.object({ conversation: Conversation }),
  errors: ["key_not_found", "limit_reached"],
  rate: "knock",
});

export const privateList = command({
  summary: "Lists one's own private conversations.",
  audience: "session",
  input: Nothing,
  answer: z.object({ epoch: Epoch, conversations: z.array(Conversation) }),
  errors: [],
  rate: "read",
});

export const privateAnswer = command({
  summary: "Accepts, declines or blocks the person who knocked, or takes a block back.",
  audience: "session",
  input: z.strictObject({ channelId: ChannelId, answer: z.enum(["accept", "decline", "block", "unblock"]) }),
  answer: z.object({ conversation: Conversation }),
  errors: ["channel_not_found"],
  rate: "change",
});
