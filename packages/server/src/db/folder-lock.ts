import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { OperatorError } from "../operator-error.ts";
import { createPrivate } from "./private-files.ts";
import { FileLock, type LockMode } from "./file-lock.ts";

/**
 * How a program uses a data folder.
 * - `server`: one at a time; commands may work beside it.
 * - `beside`: any number at a time, with or without a server (import, and other commands that open the database).
 * - `alone`: nobody else at all (an upgrade of the schema, a restore).
 */
export type FolderUse = "server" | "beside" | "alone";

const modes: Record<FolderUse, LockMode> = { server: "reserved", beside: "shared", alone: "exclusive" };

export const LOCK_FILE = "parlor.lock";
/** Who holds the folder, for the refusal's text alone: it may be out of date, and the lock never is. */
const HOLDER_FILE = "parlor.pid";

/** Covers a server that is just ending, and two programs that try at the same moment. Longer would look like a hang. */
const WAIT_MS = 3_000;
const TRY_EVERY_MS = 25;

/** The folder is in use in a way that does not go with the wanted one. */
export class FolderInUse extends OperatorError {}

/** The lock of a data folder. */
export class FolderLock {
  readonly #folder: string;
  readonly #lock: FileLock;
  #use: FolderUse | undefined;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#lock = new FileLock(join(folder, LOCK_FILE));
  }

  /** Resolves once the lock is held; rejects with FolderInUse when another holder keeps it past `waitMs`. The folder must exist. */
  static async take(folder: string, use: FolderUse, waitMs = WAIT_MS): Promise<FolderLock> {
    const lock = new FolderLock(folder);
    try {
      await lock.change(use, waitMs);
    } catch (failure) {
      lock.release();
      throw failure;
    }
    return lock;
  }

  /** Changes the use. Between the two, for a moment, nothing is held; after a rejection nothing is either. */
  async change(use: FolderUse, waitMs = WAIT_MS): Promise<void> {
    if (this.#use === use) return;
    this.#letGo();
    const until = performance.now() + waitMs;
    while (!this.#lock.take(modes[use])) {
      if (performance.now() >= until) throw new FolderInUse(this.#refusal(use));
      await pause(TRY_EVERY_MS);
    }
    this.#use = use;
    if (use === "beside") return;
    const note = join(this.#folder, HOLDER_FILE);
    createPrivate(note);
    writeFileSync(note, holderText(use));
  }

  release(): void {
    this.#letGo();
    this.#lock.close();
  }

  #letGo(): void {
    if (this.#use !== undefined && this.#use !== "beside") rmSync(join(this.#folder, HOLDER_FILE), { force: true });
    this.#use = undefined;
    this.#lock.release();
  }

  /** Says who is in the way. If a server's lock could be had, only commands beside it are. */
  #refusal(use: FolderUse): string {
    if (use === "alone" && this.#lock.take(modes.server)) {
      this.#lock.release();
      return `A command (such as an import) is using the data folder ${this.#folder}: wait until it is done, then try again.`;
    }
    return `${holder(this.#folder)} is using the data folder ${this.#folder}: stop it first.`;
  }
}

function holderText(use: FolderUse): string {
  return `${process.pid} ${hostname()} ${use}\n`;
}

/** The process that wrote down that it holds a folder. */
export interface Holder {
  pid: number;
  host: string;
  use: "server" | "alone";
}

/** Who says that it holds the folder, without a look at the lock: after a kill it is out of date. */
export function notedHolder(folder: string): Holder | undefined {
  let text = "";
  try {
    text = readFileSync(join(folder, HOLDER_FILE), "utf8");
  } catch {
    // It was not written yet, or its holder has just gone.
  }
  const [, pid, host = "", use] = /^(\d+) (\S+) (server|alone)\n$/.exec(text) ?? [];
  return pid === undefined ? undefined : { pid: Number(pid), host, use: use === "alone" ? "alone" : "server" };
}

function holder(folder: string): string {
  const noted = notedHolder(folder);
  const what = noted?.use === "alone" ? "A restore or an upgrade" : "Another Parlor server";
  if (!noted) return what;
  return `${what} (process ${noted.pid}${noted.host === hostname() ? "" : ` on ${noted.host}`})`;
}
