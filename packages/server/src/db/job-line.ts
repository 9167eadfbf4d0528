import type { Job } from "./sqlite-job.ts";

/** Jobs that wait: transactions in front of all others, each kind in the order it came. */
export class JobLine {
  readonly #transactions: Job[] = [];
  readonly #others: Job[] = [];

  add(job: Job): void {
    (job.transaction ? this.#transactions : this.#others).push(job);
  }

  next(): Job | undefined {
    return this.#transactions.shift() ?? this.#others.shift();
  }
}
