import type { CodedError, ErrorCode } from "@parlor/protocol";
import { errors } from "@parlor/protocol";

/** What passes by itself mostly has done so after this; the caller is told, so that no client asks again at once (API-9). */
const RETRY_AFTER_MS = 1_000;

/** The time to wait of an error that names none: each that a retry may mend has one, but the order that a client must restore. */
function waitOf(code: ErrorCode): Pick<CodedError, "retryAfterMs"> {
  return errors[code].retry && code !== "out_of_order" ? { retryAfterMs: RETRY_AFTER_MS } : {};
}

/** Thrown by a use case that says no. Both doors turn it into `{ ok: false, error }`; anything else thrown is `internal`. */
export class Refusal extends Error {
  readonly coded: CodedError;

  constructor(code: ErrorCode, more: Partial<Omit<CodedError, "code">> = {}) {
    super(more.message ?? errors[code].meaning);
    this.name = "Refusal";
    this.coded = { ...waitOf(code), ...more, code, message: this.message };
  }
}
