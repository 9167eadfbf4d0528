import type { Message } from "@parlor/protocol";
import { backoff } from "./backoff.ts";
import { mayRetry } from "./call.ts";
import type { Core } from "./core.ts";
import type { PageReader } from "./page-reader.ts";

export interface StaleNamesHost {
  core: Core;
  pages: PageReader;
  messages(): readonly Message[];
}

/** Thousands may come back at once after a restart: names are in less of a hurry than messages. */
const spreadMs = 3_000;
/** Enough for 600 messages back; beyond that a name is renewed when its person is next heard of. */
const pagesMax = 3;

/**
 * Renews the names that may have changed while the connection was away: a catch-up brings only the authors of new messages
 * (MSG-8), and a rename is told only to those connected (NAME-4).
 */
export class StaleNames {
  readonly #host: StaleNamesHost;
  #run = 0;
  #cancel = () => {};

  constructor(host: StaleNamesHost) {
    this.#host = host;
  }

  checkSoon(attempt = 0, toldMs = 0): void {
    const { clock, random } = this.#host.core;
    if (!this.#stale()) return;
    this.stop();
    const run = this.#run;
    const delay = Math.max(random() * spreadMs, attempt && backoff(attempt, random, toldMs));
    this.#cancel = clock.after(delay, () => void this.#renew(run, attempt));
  }

  stop(): void {
    this.#run++;
    this.#cancel();
  }

  /** The newest message of somebody not heard of on this connection. */
  #stale(): Message | undefined {
    const { core, messages } = this.#host;
    return messages().findLast(({ by }) => !core.people.isFresh(by));
  }

  async #renew(run: number, attempt: number): Promise<void> {
    for (let page = 0; page < pagesMax; page++) {
      const stale = this.#stale();
      if (!stale) return;
      const answer = await this.#host.pages.before(stale.seq + 1);
      if (run !== this.#run) return;
      if (answer.ok) continue;
      if (mayRetry(answer.error)) this.checkSoon(attempt + 1, answer.error.retryAfterMs);
      return;
    }
  }
}
