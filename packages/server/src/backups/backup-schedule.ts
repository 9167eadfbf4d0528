import { rmSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Milliseconds } from "@parlor/protocol";
import { BACKUP_FOLDER, newPath } from "../db/data-files.ts";
import { systemFailureLine } from "../system-failure.ts";
import type { BackupAnswer } from "./backup-worker.ts";
import { scheduledBackups } from "./scheduled-backups.ts";

/** Beside this file in the sources, beside the bundle in `dist`. */
const WORKER = new URL(import.meta.url.endsWith(".ts") ? "./backup-worker.ts" : "./backup-worker.js", import.meta.url);

/** A server that has just started has clients to let in first. */
const FIRST_AFTER_MS = 10_000;
/** A full or missing backup folder is tried again after this, or after the usual time if that is shorter. */
const RETRY_AFTER_MS = 3_600_000;
/** Timers cannot wait for longer than 24 days; and a clock that was set is noticed so. */
const LOOK_EVERY_MS = 3_600_000;

export interface ScheduleOptions {
  dataDir: string;
  /** Tells this server's backups from those of another in the same folder. */
  placeId: string;
  every: Milliseconds;
  /** Scheduled backups that are kept. */
  keep: number;
  log: { info(line: string): void; error(line: string): void };
}

/** How long to wait for the next backup: the last one counts from when it was begun, also over restarts. */
export function dueIn(lastAt: Milliseconds | undefined, now: Milliseconds, every: Milliseconds): Milliseconds {
  // A last one in the future means that the clock was set back.
  if (lastAt === undefined || lastAt > now) return FIRST_AFTER_MS;
  return Math.max(FIRST_AFTER_MS, lastAt + every - now);
}

/** Backups that the server makes by itself. Failures are one line in the log each, and never end the server. */
export class BackupSchedule {
  readonly #options: ScheduleOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #worker: Worker | undefined;
  #isStopped = false;

  constructor(options: ScheduleOptions) {
    this.#options = options;
  }

  /** Waits for the next backup that is due. Never throws: a backup folder that cannot be read must not end the server. */
  start(): void {
    const { every, log } = this.#options;
    try {
      const [last] = this.#scheduled();
      this.#wait(dueIn(last?.at, Date.now(), every));
    } catch (failure) {
      log.error(`The scheduled backup failed: ${this.#lineOf(failure)}`);
      this.#wait(Math.min(every, RETRY_AFTER_MS));
    }
  }

  /** Makes one now, unless one is being made. Never rejects. */
  backUp(): Promise<void> {
    this.#running ??= this.#makeOne().finally(() => (this.#running = undefined));
    return this.#running;
  }

  /** No more backups; one that is being made is given up, and leaves nothing that counts. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    await this.#worker?.terminate();
    await this.#running;
  }

  #wait(ms: Milliseconds): void {
    if (this.#isStopped) return;
    const next = ms > LOOK_EVERY_MS ? () => this.start() : () => void this.backUp();
    this.#timer = setTimeout(next, Math.min(ms, LOOK_EVERY_MS)).unref();
  }

  async #makeOne(): Promise<void> {
    const { dataDir, every, keep, log } = this.#options;
    clearTimeout(this.#timer);
    let next = every;
    try {
      const target = newPath(join(dataDir, BACKUP_FOLDER), "parlor-scheduled");
      const answer = await this.#inThread(target);
      if ("failure" in answer) throw new Error(answer.failure);
      const older = this.#scheduled().filter(({ path }) => path !== target);
      for (const { path } of older.slice(keep - 1)) rmSync(path, { force: true });
      log.info(`Backed up to ${target} (${answer.bytes} bytes).`);
    } catch (failure) {
      next = Math.min(every, RETRY_AFTER_MS);
      if (!this.#isStopped) log.error(`The scheduled backup failed: ${this.#lineOf(failure)}`);
    }
    this.#wait(next);
  }

  #lineOf(failure: unknown): string {
    return systemFailureLine(failure as Error, this.#options) ?? (failure as Error).message;
  }

  #inThread(target: string): Promise<BackupAnswer> {
    const worker = new Worker(WORKER, { workerData: { dataDir: this.#options.dataDir, target } });
    this.#worker = worker;
    return new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error("the backup thread has ended")));
    });
  }

  #scheduled() {
    return scheduledBackups(this.#options.dataDir, this.#options.placeId);
  }
}
