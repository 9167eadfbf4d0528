import type { Person } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";
import type { Session } from "./session.ts";
import { sessionByTokenHash } from "./session-store.ts";

/** Everybody of a large place, in some 6 MB. */
const KEPT = 20_000;

/**
 * Living sessions by their token's hash, so that thousands who come back at once do not each take a turn on the database
 * thread. Sessions end and people are renamed in this process alone; it says so here, after the commit.
 */
export class SessionCache {
  readonly #db: Db;
  /** The one used longest ago comes first. */
  readonly #byHash = new Map<string, Session>();
  /** The hashes of each session: two while its token is being replaced (SES-5). */
  readonly #hashes = new Map<string, Set<string>>();

  constructor(db: Db) {
    this.#db = db;
  }

  async byTokenHash(hash: string): Promise<Session | undefined> {
    // The thread answers in the order it was asked: a session that this look-up finds alive ends after it, and is forgotten.
    const session = this.#byHash.get(hash) ?? (await sessionByTokenHash(this.#db, hash));
    if (session) this.keep(hash, session);
    return session;
  }

  /** A session that is alive on disk: found just now, or just begun, and then sure to be asked for next. */
  keep(hash: string, session: Session): void {
    this.#byHash.delete(hash);
    this.#byHash.set(hash, session);
    this.#hashes.set(session.id, (this.#hashes.get(session.id) ?? new Set()).add(hash));
    const [oldest] = this.#byHash.values();
    if (this.#byHash.size > KEPT && oldest) this.forget(oldest.id);
  }

  forget(sessionId: string): void {
    for (const hash of this.#hashes.get(sessionId) ?? []) this.#byHash.delete(hash);
    this.#hashes.delete(sessionId);
  }

  renamed(person: Person): void {
    for (const session of this.#byHash.values()) if (session.person.id === person.id) session.person = person;
  }
}
