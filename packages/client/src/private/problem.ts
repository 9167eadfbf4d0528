import type { PrivateAnswer, PrivateProblem } from "./private-state.ts";

/** A refusal of our own making: what went wrong, in one plain sentence for programs that have no text of their own. */
export function problem(code: PrivateProblem["code"]): PrivateAnswer<never> {
  return { ok: false, error: { code, message: messages[code] } };
}

const messages: Record<PrivateProblem["code"], string> = {
  impossible: "This page cannot keep keys: it needs HTTPS, or localhost, and a browser with Web Crypto.",
  no_storage: "This browser's storage cannot be read at the moment.",
  no_keys: "The keys are not in this browser.",
  typo: "This is not a private key; look for a mistyped letter.",
  bad_record: "What the server gave does not belong to this private key.",
  old_record: "What the server gave is older than what was seen before.",
  weak_phrase: "This phrase is too easy to guess.",
  wrong_words: "These are not the twelve words of a recovery phrase.",
  other_words: "These words do not open the keys of this person.",
};
