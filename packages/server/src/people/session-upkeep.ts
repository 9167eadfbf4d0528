import { createHmac, randomBytes } from "node:crypto";
import type { Database } from "../db/open-database.ts";
import type { IdleSessions } from "./idle-sessions.ts";
import type { Session, SessionUse } from "./session.ts";
import type { SessionCache } from "./session-cache.ts";
import { markRenewed, setNextToken, settleToken } from "./session-store.ts";
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
  idle: IdleSessions;
  /** The session of each open socket. */
  live(): Iterable<Session>;
  now?: (() => number) | undefined;
  onFailure(failure: unknown): void;
}

/** Keeps the record of each session that is used: when it was seen, when its cookie was renewed, which token it answers to. */
export class SessionUpkeep {
  readonly #deps: SessionUpkeepDeps & { now: () => number };
  /** In memory alone: a token made with an earlier process's secret is simply replaced again (SES-5). */
  readonly #secret = randomBytes(32);
  readonly #seen = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<boolean> = Promise.resolve(true);
  #hourly: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(deps: SessionUpkeepDeps) {
    this.#deps = { ...deps, now: deps.now ?? Date.now };
  }

  /** Sweeps once an hour from now on. The first time is an hour after a start, when clients have come back. */
  start(): void {
    this.#hourly = setInterval(() => {
      this.#sweeping = this.sweep().catch(this.#deps.onFailure);
    }, SEEN_EVERY_MS).unref();
  }

  /** SES-9. Notes the use of every session with an open socket, then ends those that were not used for long. */
  async sweep(): Promise<void> {
    for (const session of this.#deps.live()) this.#note(session);
    // Without the notes on disk, sessions in use would look idle.
    if (await this.#write()) await this.#deps.idle.sweep();
  }

  /** The session of a token that was presented. A failure to note its use is told, and does not keep the session out. */
  async find(tokenHash: string): Promise<Session | undefined> {
    const session = await this.#deps.sessions.byTokenHash(tokenHash);
    if (session && (await this.#isOver(session))) return undefined;
    if (session) await this.used(session).catch(this.#deps.onFailure);
    return session;
  }

  /** SES-9. Which session of a person was used last has to be on disk before one is judged. */
  async #isOver(session: Session): Promise<boolean> {
    const { idle, onFailure } = this.#deps;
    if (!idle.isIdle(session) || !(await this.#write())) return false;
    return idle.ends(session).catch((failure: unknown) => {
      onFailure(failure);
      return false;
    });
  }

  /** A token of this session was presented. */
  async used(session: Session): Promise<void> {
    const { use } = session;
    if (!use) return;
    const now = this.#deps.now();
    if (now - use.seenAt >= SEEN_EVERY_MS) this.#seenNow(session, use);
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
    clearInterval(this.#hourly);
    await this.#sweeping;
    await this.#write();
  }

  /** A socket of this session is open. That is no token presented: a session that began within the hour is left as it is (SES-7). */
  #note(session: Session): void {
    const { use } = session;
    if (use && this.#deps.now() - Math.max(use.seenAt, use.createdAt) >= SEEN_EVERY_MS) this.#seenNow(session, use);
  }

  #seenNow({ id }: Session, use: SessionUse): void {
    use.seenAt = this.#deps.now();
    this.#seen.set(id, use.seenAt);
    this.#timer ??= setTimeout(() => void this.#write(), WRITE_AFTER_MS);
  }

  /** Resolves to whether all that was seen until now is on disk. */
  #write(): Promise<boolean> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { database, onFailure } = this.#deps;
    const seen = [...this.#seen];
    this.#seen.clear();
    this.#writing = this.#writing
      .then(async () => {
        for (let from = 0; from < seen.length; from += WRITE_MOST)
          await database.commit("markSeen", new Map(seen.slice(from, from + WRITE_MOST)));
        return true;
      })
      .catch((failure: unknown) => {
        onFailure(failure);
        // They are tried again with the next ones.
        for (const [id, at] of seen) if (!this.#seen.has(id)) this.#seen.set(id, at);
        return false;
      });
    return this.#writing;
  }
}
