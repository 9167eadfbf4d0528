import type { Answer, AnswerOf, CodedError, CommandName, ErrorCode, InputOf } from "@parlor/protocol";
import type { errors } from "@parlor/protocol/errors";
import { neutralise } from "./neutralise.ts";

/** Runs one command. Never rejects and never hangs: no connection, no answer in time and the like are `unavailable`. */
export type Call = <N extends CommandName>(name: N, input: InputOf<N>) => Promise<Answer<AnswerOf<N>>>;

export type Refusal = { ok: false; error: CodedError };

/** Exactly the codes whose entry in the error table says so; the table itself, with its prose, stays out of the browser. */
type RetryCode = { [C in ErrorCode]: (typeof errors)[C]["retry"] extends true ? C : never }[ErrorCode];

const retried: Record<RetryCode, true> = {
  link_waiting: true,
  out_of_order: true,
  rate_limited: true,
  internal: true,
  unavailable: true,
  storage_full: true,
};

export function unavailable(message: string): Refusal {
  return { ok: false, error: { code: "unavailable", message } };
}

/** Whether the same call may pass later (CLI-6). A code newer than this client is taken for final. */
export function mayRetry(error: CodedError): boolean {
  return error.code in retried;
}

/** What came back as an answer, safe to draw; anything else (a proxy's page, an empty ack) counts as none. */
export function asAnswer(body: unknown): Answer<unknown> {
  if (typeof body !== "object" || body === null || !("ok" in body)) return unavailable("The answer could not be read.");
  if ("value" in body) neutralise(body.value);
  return body as Answer<unknown>;
}
