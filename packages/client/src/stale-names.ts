import type { PersonId } from "@parlor/protocol";
import { limits } from "@parlor/protocol/limits";
import { backoff } from "./backoff.ts";
import { mayRetry } from "./call.ts";
import type { Core } from "./core.ts";

export interface StaleNamesHost {
  core: Core;
  /** Everyone whose name is shown, the most important last. */
  shown(): readonly PersonId[];
}

/** Thousands may come back at once after a restart: names are in less of a hurry than messages. */
const spreadMs = 3_000;

/**
 * CLI-7. Renews the names that may have changed while the connection was away: a catch-up brings only the authors of new
 * messages (MSG-8), and a rename is told only to those connected (NAME-4). Nothing else brings the name of who made a channel, or the former
 * names of those who were renamed before (NAME-5).
 */
export class StaleNames {
  readonly #host: StaleNamesHost;
  #run = 0;
  #cancel = () => {};

  constructor(host: StaleNamesHost) {
    this.#host = host;
  }

  /** Asks in a while; at once when somebody has no name at all, since then a channel is opened for the first time. */
  checkSoon(attempt = 0, toldMs = 0): void {
    const { clock, random, people } = this.#host.core;
    const stale = this.#stale();
    if (stale.length === 0) return;
    this.stop();
    const run = this.#run;
    const spread = stale.some((id) => people.get(id) === undefined) ? 0 : random() * spreadMs;
    const delay = Math.max(spread, attempt && backoff(attempt, random, toldMs));
    this.#cancel = clock.after(delay, () => void this.#renew(run, attempt));
  }

  stop(): void {
    this.#run++;
    this.#cancel();
  }

  /** Those whose present name or former names were not heard on this connection, the most important first. */
  #stale(): PersonId[] {
    const { core, shown } = this.#host;
    return [...new Set(shown())].filter((id) => !core.people.isFresh(id) || !core.people.isPastKnown(id)).toReversed();
  }

  async #renew(run: number, attempt: number): Promise<void> {
    const { call, people } = this.#host.core;
    for (;;) {
      const personIds = this.#stale().slice(0, limits.peopleRead);
      if (personIds.length === 0) return;
      const answer = await call("person.read", { personIds });
      if (run !== this.#run) return;
      if (!answer.ok) {
        if (mayRetry(answer.error)) this.checkSoon(attempt + 1, answer.error.retryAfterMs);
        return;
      }
      people.learn(answer.value.people);
      people.heardOf(personIds);
      people.learnPast(personIds, answer.value.formerly);
    }
  }
}
