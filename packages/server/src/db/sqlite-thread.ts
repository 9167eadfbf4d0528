import { Worker } from "node:worker_threads";
import { DatabaseFailure } from "./database-failure.ts";
import type { Commits, Reads } from "./procedures/index.ts";
import type { Call, Job, JobResult, Statement, StatementResult } from "./sqlite-job.ts";

/** Beside this file in the sources, beside the bundle in `dist`. */
const WORKER = new URL(import.meta.url.endsWith(".ts") ? "./sqlite-worker.ts" : "./sqlite-worker.js", import.meta.url);

/** What a batch leaves behind is gone with the next one; room for more would only be 7 MB that stay (measured at 10,000 sends/s). */
const LIMITS = { maxYoungGenerationSizeMb: 4 };

interface Waiting {
  resolve(result: unknown): void;
  reject(failure: Error): void;
}

/** The server's end of the SQLite thread: jobs go in, and come back done, transactions before the others. */
export class SqliteThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly #death = Promise.withResolvers<Error>();
  #nextId = 1;
  #failure: Error | undefined;
  #isClosing = false;

  readonly #file: string;

  private constructor(file: string) {
    this.#file = file;
    this.#worker = new Worker(WORKER, { workerData: { file }, resourceLimits: LIMITS });
    this.#worker.on("message", (answer: JobResult) => this.#settle(answer));
    this.#worker.on("error", (failure: Error) => this.#fail(this.#named(failure)));
    this.#worker.on("exit", () => this.#fail(new Error("the SQLite thread has ended")));
  }

  /** Resolves once the file is open with synchronous=FULL; rejects with SQLite's own message otherwise. */
  static async open(file: string): Promise<SqliteThread> {
    const thread = new SqliteThread(file);
    await new Promise<unknown>((resolve, reject) => thread.#waiting.set(0, { resolve, reject }));
    return thread;
  }

  /** Resolves when the thread ends without having been closed: from then on nothing can be read or stored. */
  get died(): Promise<Error> {
    return this.#death.promise;
  }

  /** Runs statements in order; as a transaction, they are on disk together once this resolves, or none is. */
  run(statements: Statement[], { transaction = false, last = false } = {}): Promise<StatementResult[]> {
    return this.#ask(statements, transaction, last);
  }

  /** Runs a procedure that writes, as one transaction: all of it is on disk once this resolves, or nothing. */
  commit<N extends keyof Commits>(name: N, input: Commits[N][0]): Promise<Commits[N][1]> {
    return this.#ask({ name, input }, true);
  }

  /** Runs a procedure that reads. */
  read<N extends keyof Reads>(name: N, input: Reads[N][0]): Promise<Reads[N][1]> {
    return this.#ask({ name, input }, false);
  }

  /** The caller knows what its work gives. */
  #ask<R>(work: Statement[] | Call, transaction: boolean, last = false): Promise<R> {
    if (this.#failure) return Promise.reject(this.#failure);
    const job: Job = { id: this.#nextId++, work, transaction, last };
    return new Promise((resolve, reject) => {
      this.#waiting.set(job.id, { resolve: (result) => resolve(result as R), reject });
      this.#worker.postMessage(job);
    });
  }

  /** Finishes what was asked before, closes the file, and ends the thread. */
  async close(): Promise<void> {
    if (this.#failure) return;
    this.#isClosing = true;
    const ended = new Promise<void>((resolve) => this.#worker.once("exit", () => resolve()));
    await this.run([], { last: true });
    await ended;
  }

  #settle(answer: JobResult): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("failure" in answer)
      waiting?.reject(new DatabaseFailure(answer.failure.message, answer.failure.errcode, this.#file));
    else waiting?.resolve(answer.result);
  }

  /** What the thread throws while it opens the file says which result code it was, but not which file. */
  #named(failure: Error & { errcode?: number }): Error {
    return failure.errcode === undefined ? failure : new DatabaseFailure(failure.message, failure.errcode, this.#file);
  }

  #fail(failure: Error): void {
    if (!this.#isClosing) this.#death.resolve(failure);
    this.#failure ??= failure;
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
  }
}
