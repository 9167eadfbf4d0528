export { isPossible } from "../is-possible.ts";
export { judgePhrase, type PhraseWorth } from "./judge-phrase.ts";
export type { NewKey } from "./make-key.ts";
export { memoryPrivateStorage } from "./memory-private-storage.ts";
export { forgetPrivateStorage, openPrivateStorage } from "./open-private-storage.ts";
export { keyLink } from "./private-key.ts";
export { PrivateMessages, type PrivateOptions } from "./private-messages.ts";
export type {
  ConversationView,
  Found,
  PrivateAnswer,
  PrivateKeyView,
  PrivateProblem,
  PrivateState,
  Read,
  Safety,
} from "./private-state.ts";
export type { PrivateStorage } from "./private-storage.ts";
/** What the words of a recovery phrase are taken from. */
export { wordlist as recoveryWordList } from "@scure/bip39/wordlists/english.js";
export { argon2, stretchHere, type Stretch } from "./stretch.ts";
