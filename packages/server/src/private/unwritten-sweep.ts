import { privateLimits } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";

const EVERY_MS = 10 * 60_000;
/** A commit of some milliseconds, so that no message waits for it. */
const BATCH = 200;

/** PRIV-9. Drops the conversations of at least a day in which nobody wrote. */
export class UnwrittenSweep {
  readonly #database: Database;
  readonly #onFailure: (failure: unknown) => void;
  readonly #timer: NodeJS.Timeout;
  #isStopped = false;

  constructor(database: Database, onFailure: (failure: unknown) => void) {
    this.#database = database;
    this.#onFailure = onFailure;
    this.#timer = setInterval(() => void this.sweep().catch(this.#onFailure), EVERY_MS).unref();
  }

  /** Does what is due now. */
  async sweep(now = Date.now()): Promise<void> {
    const before = now - privateLimits.unwrittenMs;
    for (;;) {
      if (this.#isStopped) return;
      const dropped = await this.#database.commit("dropUnwritten", { before, most: BATCH });
      if (dropped < BATCH) return;
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#timer);
  }
}
