import type { CodedError, ErrorCode } from "@parlor/protocol";
import { errors } from "@parlor/protocol";

/** Thrown by a use case that says no. Both doors turn it into `{ ok: false, error }`; anything else thrown is `internal`. */
export class Refusal extends Error {
  readonly coded: CodedError;

  constructor(code: ErrorCode, more: Partial<Omit<CodedError, "code">> = {}) {
    super(more.message ?? errors[code].meaning);
    this.name = "Refusal";
    this.coded = { ...more, code, message: this.message };
  }
}
