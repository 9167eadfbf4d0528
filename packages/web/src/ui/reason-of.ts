import { strings } from "./strings.ts";

/** What a form says to a name of nothing but white space. */
export const nameless = {
  ok: false,
  error: { code: "name_refused", message: strings.nameStep.missing },
} as const;

interface Refused {
  code: string;
  message: string;
}

/**
 * Why something was refused, in words for the person who asked for it; `more` has those of the place that asks. What is wrong with
 * a name only the server knows, and says; so does one newer than this page for a code that has no words here.
 */
export function reasonOf({ code, message }: Refused, more: Partial<Record<string, string>> = {}): string {
  const words: Partial<Record<string, string>> = strings.errors;
  return more[code] ?? words[code] ?? message;
}
