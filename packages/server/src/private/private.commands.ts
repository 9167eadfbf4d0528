import type { Handlers } from "../gateway/caller.ts";
import { keyringCommands, type KeyringUse } from "../keyring/keyring.commands.ts";
import type { AnswerUse } from "./answer-conversation.ts";
import { conversationsCommands } from "./conversations.commands.ts";
import { keysCommands } from "./keys.commands.ts";

type PrivateCommands = keyof (ReturnType<typeof keysCommands> &
  ReturnType<typeof conversationsCommands> &
  ReturnType<typeof keyringCommands>);

/** Everything about private messages: keys, conversations, and what a person's devices share of them. */
export function privateCommands(use: AnswerUse & KeyringUse): Pick<Handlers, PrivateCommands> {
  return { ...keysCommands(use), ...conversationsCommands(use), ...keyringCommands(use) };
}
