import { privateLimits } from "@parlor/protocol/limits";
import type { PhraseFault } from "./judge-phrase.ts";
import type { PrivateAnswer, PrivateProblem } from "./private-state.ts";

/** A refusal of our own making: what went wrong, in one plain sentence for programs that have no text of their own. */
export function problem(code: PrivateProblem["code"], message = messages[code]): PrivateAnswer<never> {
  return { ok: false, error: { code, message } };
}

/** SEAL-34. What is the matter with a phrase, and what would help. */
export const phraseFaults: Record<PhraseFault, string> = {
  too_short: `This phrase is too short: it needs ${privateLimits.phraseVisible} characters, spaces not counted.`,
  too_long: `This phrase is too long: it may have ${privateLimits.phraseUnits} characters.`,
  not_text: "This phrase contains a character that cannot be typed. Choose another.",
  looks_like_key: "This phrase looks like a generated key or a link. Choose another.",
  common: "This phrase is one of the first that anyone would try. Take a few words that do not belong together.",
  weak: "This phrase is too easy to guess. Add a word or two that do not belong together.",
};

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
