import { z } from "zod";
import { limits } from "./limits.ts";

/**
 * A UUID of any version in its usual form (RFC 9562, section 4). Upper and lower case are the same id, so it is kept in lower
 * case. The nil and the max UUID name nothing: a program that sends one has forgotten to make an id.
 */
export const Uuid = z
  .guid("expected a UUID such as 0190a6e2-7f3b-4c1d-9a52-3f8e0c6b7d41")
  .toLowerCase()
  .refine((id) => !/^(0|f)\1{7}-(\1{4}-){3}\1{12}$/.test(id), "the nil and the max UUID are not ids");

/** Person and session ids are UUIDs; nothing may be read from them. */
export const PersonId = Uuid.meta({ id: "PersonId" });
/** Twelve Crockford base32 characters (60 random bits), lower case, so a link stays short. */
export const ChannelId = z
  .string()
  .regex(/^[0-9a-hjkmnp-tv-z]{12}$/, "expected the id of a channel, such as 1hfd9kny70hg")
  .meta({ id: "ChannelId" });
/** A message's place in its channel: 1, 2, 3 … without a gap (MSG-2). */
export const Seq = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
/** The highest seq of a channel; 0 while it is empty. */
export const Head = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
/** Milliseconds since 1970-01-01 UTC by the server's clock. */
export const Milliseconds = z.int().min(0);
/** Random in the database; restoring a backup renews it, and seqs of different epochs never compare (MSG-6). */
export const Epoch = z.string().regex(/^[0-9a-f]{16}$/, "expected 16 hexadecimal digits");

/** Well-formed Unicode without NUL: what every store and every client can give back exactly (MSG-1). */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

/** 32 bytes, base64url without padding. */
export const Bytes32 = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "expected 32 bytes in base64url");

/** A name as typed; the server normalises and judges it (NAME-1). */
export const Name = z.string().min(1).max(limits.nameUnits).refine(isStorable, "not well-formed text");

/** A person as others see them. `rev` grows with every rename, so the newer of two is known (NAME-4). */
export const Person = z
  .object({
    id: PersonId,
    name: z.string(),
    rev: z.int().min(1),
    /** Nobody: a webhook writes under this name. Clients mark it wherever they show it (HOOK-5). */
    bot: z.literal(true).optional(),
  })
  .meta({ id: "Person" });

/** A name that a person had before, and when they gave it up (NAME-7). */
export const FormerName = z
  .object({ personId: PersonId, name: z.string(), until: Milliseconds })
  .meta({ id: "FormerName" });

export type Person = z.infer<typeof Person>;
export type FormerName = z.infer<typeof FormerName>;
export type ChannelId = z.infer<typeof ChannelId>;
export type PersonId = z.infer<typeof PersonId>;
export type Seq = number;
/** Milliseconds, as a time since 1970 UTC or as a duration. */
export type Milliseconds = number;

/** The answer of a command that has nothing to say. */
export const Nothing = z.strictObject({});
