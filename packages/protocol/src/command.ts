import type { z } from "zod";
import type { ErrorCode } from "./errors.ts";

/**
 * Each class has its own allowance per session, so typing never eats into sending. That of `open` is the address's; `knock`,
 * by which private keys could be guessed, counts for the session and for the address (PRIV-3); wrong ones are counted besides (PRIV-11).
 */
export type RateClass = "open" | "read" | "send" | "change" | "presence" | "knock";

/** How a command is reached: by anyone, by a session, or by a session on a live socket. */
export type Audience = "anyone" | "session" | "socket";

export interface Command<
  I extends z.ZodType = z.ZodType,
  A extends z.ZodType = z.ZodType,
  W extends Audience = Audience,
> {
  /** One sentence for the API's page. */
  summary: string;
  audience: W;
  input: I;
  answer: A;
  /** Codes this command adds to the ones every command may answer. */
  errors: readonly ErrorCode[];
  rate: RateClass;
}

/** Keeps the literal types of a command's schemas and audience while checking its shape. */
export function command<I extends z.ZodType, A extends z.ZodType, const W extends Audience>(
  spec: Command<I, A, W>,
): Command<I, A, W> {
  return spec;
}
