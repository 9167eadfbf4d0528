import { createHmac, randomBytes } from "node:crypto";
import type { Database } from "../db/open-database.ts";
import type { Session } from "./session.ts";
import type { SessionCache } from "./session-cache.ts";
import { markRenewed, markSeen, setNextToken, settleToken } from "./session-store.ts";
import { hashToken } from "./session-token.ts";

const MINUTE_MS = 60_000;
/** As exact as "last seen" has to be, and one write a session at most (SES-8). */
const SEEN_EVERY_MS = 60 * MINUTE_MS;
/** Browsers keep a cookie for 400 days at most: a day more or less does not matter (SES-4). */
const RENEW_EVERY_MS = 24 * 60 * MINUTE_MS;
/** Requests that were under way with the old token when the browser got the new one have arrived by then (SES-5). */
const SETTLE_AFTER_MS = MINUTE_MS;
/** Thousands may come back at once; they share a few writes. */
const WRITE_AFTER_MS = 1_000;
const WRITE_MOST = 500;

export interface SessionUpkeepDeps {
  database: Database;
  sessions: SessionCache;
  now?: () => number;
  onFailure(failure: unknown): void;
}

/** Keeps the record of each session that is used: when it was seen, when its cookie was renewed, which token it answers to. */
export class SessionUpkeep {
  readonly #deps: Required<SessionUpkeepDeps>;
  /** In memory alone: a token made with an earlier process's secret is simply replaced again (SES-5). */
  readonly #secret = randomBytes(32);
  readonly #seen = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(deps: SessionUpkeepDeps) {
    this.#deps = { now: Date.now, ...deps };
  }

  /** The session of a token that was presented. A failure to note its use is told, and does not keep the session out. */
  async find(tokenHash: string): Promise<Session | undefined> {
    const session = await this.#deps.sessions.byTokenHash(tokenHash);
    if (session) await this.used(session).catch(this.#deps.onFailure);
    return session;
  }

  /** A token of this session was presented. */
  async used(session: Session): Promise<void> {
    const { use } = session;
    if (!use) return;
    const now = this.#deps.now();
    if (now - use.seenAt >= SEEN_EVERY_MS) {
      use.seenAt = now;
      this.#seen.add(session.id);
      this.#timer ??= setTimeout(() => this.#write(), WRITE_AFTER_MS);
    }
    if (use.isNext && now - use.renewedAt >= SETTLE_AFTER_MS) {
      use.isNext = false;
      await settleToken(this.#deps.database.db, session.id);
      // The old token is cached too.
      this.#deps.sessions.forget(session.id);
    }
  }

  /** SES-4. Whether the browser should be given its cookie again; true once a day. `label`: what the browser says it is now. */
  async renews(session: Session, label: string | undefined): Promise<boolean> {
    const { use } = session;
    const now = this.#deps.now();
    if (!use || now - use.renewedAt < RENEW_EVERY_MS) return false;
    use.renewedAt = now;
    await markRenewed(this.#deps.database.db, session.id, now, label);
    return true;
  }

  /**
   * SES-5. The token that replaces one which travelled without encryption. Requests that are under way at once get the same
   * one, so it does not matter whose answer the browser keeps.
   */
  async replacement(session: Session, token: string): Promise<string> {
    const next = createHmac("sha256", this.#secret).update(token).digest("base64url");
    const { database, now } = this.#deps;
    await setNextToken(database.db, session.id, hashToken(next), now());
    return next;
  }

  /** Writes what is not written yet. */
  async stop(): Promise<void> {
    this.#write();
    await this.#writing;
  }

  #write(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { database, now, onFailure } = this.#deps;
    const ids = [...this.#seen];
    this.#seen.clear();
    this.#writing = this.#writing
      .then(async () => {
        for (let from = 0; from < ids.length; from += WRITE_MOST)
          await markSeen(database.db, ids.slice(from, from + WRITE_MOST), now());
      })
      .catch(onFailure);
  }
}
