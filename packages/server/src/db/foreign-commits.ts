import type { Database } from "./open-database.ts";

/** What another process writes shows this late at most. */
const LOOK_EVERY_MS = 100;

/** Notices when another process (an import, or `parlor channels`) has written to the database, which this one is not told of. */
export class ForeignCommits {
  readonly #database: Database;
  #version: number | undefined;
  #lookedAt = -Infinity;
  #looking: Promise<boolean> | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** True when what was read before the last look may be out of date; everyone who asks during one look is told. */
  async happened(): Promise<boolean> {
    if (performance.now() < this.#lookedAt + LOOK_EVERY_MS) return false;
    this.#looking ??= this.#look();
    return this.#looking;
  }

  async #look(): Promise<boolean> {
    try {
      const version = await this.#database.ask("dataVersion", null);
      this.#lookedAt = performance.now();
      const isOther = this.#version !== undefined && version !== this.#version;
      this.#version = version;
      return isOther;
    } finally {
      this.#looking = undefined;
    }
  }
}
