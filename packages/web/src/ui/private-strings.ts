import { conversationStrings } from "./conversation-strings.ts";
import { privateKeyStrings } from "./private-key-strings.ts";
import { recoveryStrings } from "./recovery-strings.ts";

/** Every word about private messages. */
export const privateStrings = {
  ...privateKeyStrings,
  ...conversationStrings,
  ...recoveryStrings,

  /** Why something was refused, where the rest of the house has other words for it, or none. */
  errors: {
    key_taken: "This phrase cannot be a private key here. Choose another one.",
    limit_reached: "You have reached the limit of private keys. Switch one off first.",
    weak_phrase: "Too easy to guess. Add a word or two that do not belong together.",
    no_keys: "Your keys are not in this browser. Restore them first.",
    no_storage: "This browser cannot read its storage just now. Try again in a moment.",
    impossible: "Private messages need HTTPS or localhost.",
    channel_not_found: "This conversation is no longer here.",
  },
} as const;
