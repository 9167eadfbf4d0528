import { z } from "zod";
import { command } from "./command.ts";
import { privateLimits } from "./limits.ts";
import { Self } from "./session.ts";
import { Bytes32, Nothing } from "./values.ts";

/** Sealed with an item as four bytes: a higher one would be read as a low one (docs/security.md). */
const REV_MOST = 0xffff_ffff;

/**
 * One thing a person's devices share, encrypted under their recovery phrase: the server keeps it and cannot read it
 * (RING-1). Of two versions the higher `rev` holds.
 */
export const RingItem = z.strictObject({
  id: z.string().regex(/^[a-z0-9.-]{1,64}$/),
  rev: z.int().min(1).max(REV_MOST),
  sealed: z
    .string()
    .max(privateLimits.ringItem)
    .regex(/^[A-Za-z0-9_-]+$/, "expected base64url"),
});
export type RingItem = z.infer<typeof RingItem>;

export const keyringRead = command({
  summary: "Reads the person's keyring, one run after another, in the order of the ids.",
  audience: "session",
  input: z.strictObject({ after: RingItem.shape.id.optional() }),
  answer: z.object({ items: z.array(RingItem), more: z.boolean() }),
  errors: [],
  rate: "read",
});

export const keyringPut = command({
  summary: "Stores items of the keyring. Those of which as new a version is there already come back as `stale`.",
  audience: "session",
  input: z.strictObject({ items: z.array(RingItem).min(1).max(privateLimits.ringPut) }),
  answer: z.object({ stale: z.array(RingItem) }),
  errors: ["limit_reached", "storage_full"],
  rate: "change",
});

export const recoverySet = command({
  summary: "Says by what hash the person's recovery phrase is known.",
  audience: "session",
  /**
   * SHA-256 of the login that the phrase gives. `fresh` takes the place of the phrase before, and forgets its keyring; without it
   * the hash is taken only where no other one stands.
   */
  input: z.strictObject({ loginHash: Bytes32, fresh: z.boolean() }),
  answer: Nothing,
  errors: ["storage_full"],
  rate: "change",
});

export const sessionRecover = command({
  summary: "Opens a session for the person whose recovery phrase gives this login.",
  audience: "anyone",
  input: z.strictObject({ login: Bytes32, keep: z.enum(["cookie", "token"]) }),
  answer: Self.extend({ token: z.string().optional() }),
  errors: ["recovery_refused"],
  rate: "open",
});
