import type { DatabaseSync, StatementSync } from "node:sqlite";
import { STATEMENT_CACHE } from "./sqlite-job.ts";

interface Prepared {
  statement: StatementSync;
  givesRows: boolean;
}

/** Prepared statements by their text. The least recently used leave first; uncached ones would cost memory with every call. */
export class StatementCache {
  readonly #db: DatabaseSync;
  readonly #kept = new Map<string, Prepared>();

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  get(sql: string): Prepared {
    const known = this.#kept.get(sql);
    if (known) this.#kept.delete(sql);
    const prepared = known ?? this.#prepare(sql);
    this.#kept.set(sql, prepared);
    if (this.#kept.size > STATEMENT_CACHE) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    return prepared;
  }

  #prepare(sql: string): Prepared {
    const statement = this.#db.prepare(sql);
    return { statement, givesRows: statement.columns().length > 0 };
  }
}
