export { isPossible } from "../is-possible.ts";
export { PrivateMessages, type NewKey, type PrivateOptions } from "./private-messages.ts";
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
