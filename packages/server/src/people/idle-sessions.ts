import type { Database } from "../db/open-database.ts";
import type { EndedSession } from "../db/procedures/end-idle-sessions.ts";
import type { Session } from "./session.ts";

/** Sessions that one transaction looks at: a few milliseconds of the database thread. */
const BATCH = 500;

export interface IdleSessionsDeps {
  database: Database;
  /** SESSION_IDLE_DAYS, in milliseconds; 0 for never. */
  idleMs: number;
  /** See counted-from.ts. */
  countedFrom: number;
  /** These sessions have ended on disk just now. */
  onEnded(ended: EndedSession[]): void;
  now?: (() => number) | undefined;
  batch?: number;
}

/** SES-9. Ends sessions that nobody used for long, but never the one that a person used last. */
export class IdleSessions {
  readonly #deps: IdleSessionsDeps;
  readonly #now: () => number;

  constructor(deps: IdleSessionsDeps) {
    this.#deps = deps;
    this.#now = deps.now ?? Date.now;
  }

  /** Whether this session was not used for too long, as far as is known without asking the disk. */
  isIdle({ use }: Session): boolean {
    const unusedSince = this.#unusedSince();
    return unusedSince !== undefined && use !== undefined && Math.max(use.seenAt, use.createdAt) <= unusedSince;
  }

  /** Ends this session, if it was not used for too long and its person used another one later. Resolves to whether it has ended. */
  async ends({ id }: Session): Promise<boolean> {
    const unusedSince = this.#unusedSince();
    if (unusedSince === undefined) return false;
    const { database, onEnded } = this.#deps;
    const ended = await database.commit("endIdleSession", { id, unusedSince, at: this.#now() });
    if (ended) onEnded([ended]);
    return ended !== undefined;
  }

  /** Looks at every session, a batch at a time. What is in use must be noted on disk before. */
  async sweep(): Promise<void> {
    const unusedSince = this.#unusedSince();
    if (unusedSince === undefined) return;
    const { database, onEnded, batch: most = BATCH } = this.#deps;
    let after: string | undefined = "";
    while (after !== undefined) {
      const swept: { ended: EndedSession[]; next: string | undefined } = await database.commit("endIdleSessions", {
        after,
        most,
        unusedSince,
        at: this.#now(),
      });
      if (swept.ended.length > 0) onEnded(swept.ended);
      after = swept.next;
    }
  }

  /** A session that was used last at this time or before is idle; undefined while none can be. */
  #unusedSince(): number | undefined {
    const { idleMs, countedFrom } = this.#deps;
    const since = this.#now() - idleMs;
    return idleMs === 0 || countedFrom > since ? undefined : since;
  }
}
