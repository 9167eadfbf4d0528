import type { Milliseconds, Seq } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { MessageLog } from "../messages/message-log.ts";
import { sendMessage } from "../messages/send-message.ts";
import type { Door } from "../rooms/room.ts";
import { hookClientId } from "./hook-client-id.ts";
import { type LiveHook, markHookUsed } from "./hook-store.ts";

/** The list shows the last use to the minute, so a busy hook costs one more write a minute, not one a message. */
const USE_TO_MS = 60_000;

/** Hooks whose last use is remembered; forgetting one costs a write. */
const REMEMBERED = 10_000;

export interface PostDeps {
  database: Database;
  door: Door;
  log: MessageLog;
  /** Told when the time of the last use could not be stored; the message is. */
  onFailure(failure: unknown): void;
}

/**
 * HOOK-8. Sends a text as the hook's bot, the way people's messages go: answered after the commit, in order, told to every
 * viewer. A repeated `key` gets the first answer (MSG-3).
 */
export function hookPosting({ database, door, log, onFailure }: PostDeps) {
  const usedAt = new Map<string, number>();
  return async (hook: LiveHook, text: string, key: string | undefined): Promise<{ seq: Seq; at: Milliseconds }> => {
    const { channelId, session } = hook;
    const sent = await sendMessage({ door, log }, session, { channelId, clientId: hookClientId(hook.id, key), text });
    const now = Date.now();
    if (now >= (usedAt.get(hook.id) ?? 0) + USE_TO_MS) {
      if (usedAt.size >= REMEMBERED) usedAt.clear();
      usedAt.set(hook.id, now);
      markHookUsed(database.db, hook.id, now).catch(onFailure);
    }
    return sent;
  };
}
