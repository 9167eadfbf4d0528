import type { Answer, CodedError, ErrorCode } from "@parlor/protocol";

export function refused(code: ErrorCode, more: Partial<CodedError> = {}): Answer<never> {
  return { ok: false, error: { code, message: code, ...more } };
}

export function ok<T>(value: T): Answer<T> {
  return { ok: true, value };
}
