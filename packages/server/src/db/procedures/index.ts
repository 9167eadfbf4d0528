import { answerConversation } from "./answer-conversation.ts";
import { appendMessages } from "./append-messages.ts";
import { readConversation, readConversations } from "./conversation-rows.ts";
import { createHook } from "./create-hook.ts";
import { createKey } from "./create-key.ts";
import { dataVersion } from "./data-version.ts";
import { dropUnwritten } from "./drop-unwritten.ts";
import { endIdleSession, endIdleSessions } from "./end-idle-sessions.ts";
import { markSeen } from "./mark-seen.ts";
import { openConversation } from "./open-conversation.ts";
import { openLinkedSession } from "./open-linked-session.ts";
import { putRingItems } from "./put-ring-items.ts";
import { readMessages } from "./read-messages.ts";
import { releaseSession } from "./release-session.ts";
import { takeName } from "./take-name.ts";

/**
 * What the SQLite thread does in one trip where a list of statements would be too slow, or where one has to be looked at
 * before the next: the SQLite form of an operation of a store. Another database gets its own form of each.
 */
export const commits = {
  appendMessages,
  createHook,
  createKey,
  openConversation,
  answerConversation,
  dropUnwritten,
  putRingItems,
  openLinkedSession,
  takeName,
  releaseSession,
  endIdleSession,
  markSeen,
  endIdleSessions,
};
export const reads = { dataVersion, readMessages, readConversation, readConversations };

type Made<F extends (...made: never[]) => unknown> = ReturnType<F> extends (input: infer I) => infer O ? [I, O] : never;

/** Procedures by name, each as what it takes and what it gives. */
export type Commits = { [N in keyof typeof commits]: Made<(typeof commits)[N]> };
export type Reads = { [N in keyof typeof reads]: Made<(typeof reads)[N]> };
