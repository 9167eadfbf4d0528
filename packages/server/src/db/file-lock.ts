import { DatabaseSync } from "node:sqlite";
import { createPrivate } from "./private-files.ts";

/** RESERVED, SHARED and EXCLUSIVE (sqlite.org/lockingv3.html): the first goes together with the second, the last with none. */
export type LockMode = "reserved" | "shared" | "exclusive";

const begin: Record<LockMode, string> = {
  reserved: "BEGIN IMMEDIATE",
  shared: "BEGIN; SELECT * FROM sqlite_master",
  exclusive: "BEGIN EXCLUSIVE",
};

const SQLITE_BUSY = 5;

/** Locks that are open. A database object without a reference would be collected, and its lock be gone. */
const open = new Set<FileLock>();

/**
 * A lock on a file of its own, an empty SQLite database. Node has no locks for files, and SQLite's are those of the operating
 * system: they end with their holder, however that ends, and hold between containers that share a volume. Never open a file that
 * SQLite has open with `node:fs` in the same process: closing any descriptor of a file drops all the process's locks on it.
 */
export class FileLock {
  readonly #db: DatabaseSync;

  constructor(path: string) {
    createPrivate(path);
    this.#db = new DatabaseSync(path, { timeout: 0 });
    open.add(this);
  }

  /** Whether the lock could be had. Does not wait. */
  take(mode: LockMode): boolean {
    this.release();
    try {
      // Nothing is ever written, so no journal needs to appear beside the file.
      this.#db.exec("PRAGMA journal_mode = MEMORY");
      this.#db.exec(begin[mode]);
      return true;
    } catch (failure) {
      this.release();
      if (((failure as { errcode?: number }).errcode ?? 0) !== SQLITE_BUSY) throw failure;
      return false;
    }
  }

  release(): void {
    if (this.#db.isOpen && this.#db.isTransaction) this.#db.exec("ROLLBACK");
  }

  close(): void {
    if (this.#db.isOpen) this.#db.close();
    open.delete(this);
  }
}
