import type { CommandName } from "@parlor/protocol";
import type { GuessRates } from "../settings/guess-rates.ts";
import { Refusal } from "../refusal.ts";
import { networkKey } from "./address-key.ts";
import { OneAtATime } from "./one-at-a-time.ts";
import { RateLimiter } from "./rate-limiter.ts";

type Kind = keyof GuessRates;

/** The commands by which somebody could guess a private key or a recovery phrase. A link's code has 256 bits and is none of them. */
const kinds: Partial<Record<CommandName, Kind>> = {
  "private.find": "miss",
  "private.open": "miss",
  "session.recover": "miss",
  "private.create": "make",
};

export interface Guess {
  command: string;
  /** In the form of `addressKey`. */
  address: string;
  onRefused(): void;
}

/**
 * PRIV-11. Limits wrong guesses for each network (an IPv4 address, or a /48 of IPv6, which is what one customer gets) and for the
 * whole server. What is right is never counted. While the server's allowance is spent, a network still has a few spare tries,
 * so an attack from many addresses shuts out nobody who does not take part in it.
 */
export class GuessLimits {
  readonly #limiters: Record<Kind, RateLimiter<keyof GuessRates[Kind]>>;
  /** Each network guesses once at a time: else a thousand guesses would be under way before the first is known to be wrong. */
  readonly #lines = new OneAtATime();

  constructor(rates: GuessRates, now?: () => number) {
    this.#limiters = { miss: new RateLimiter(rates.miss, now), make: new RateLimiter(rates.make, now) };
  }

  /** Answers a command, unless it is a guess and there were too many wrong ones: then throws `rate_limited`. */
  judge<T>({ command, address, onRefused }: Guess, answer: () => T | Promise<T>): T | Promise<T> {
    const kind = Object.hasOwn(kinds, command) ? kinds[command as CommandName] : undefined;
    if (!kind) return answer();
    const network = networkKey(address);
    return this.#lines.run(`${kind} ${network}`, async () => {
      const retryAfterMs = this.#waitMs(kind, network);
      if (retryAfterMs > 0) {
        onRefused();
        throw new Refusal("rate_limited", { retryAfterMs });
      }
      try {
        const value = await answer();
        // A person who set a key up has learnt that nobody had it: a wrong guess, if it was one.
        if (kind === "make") this.#count(kind, network);
        return value;
      } catch (failure) {
        if (kind === "miss" && isMiss(failure)) this.#count(kind, network);
        throw failure;
      }
    });
  }

  #waitMs(kind: Kind, network: string): number {
    const limiter = this.#limiters[kind];
    const own = limiter.waitMs("network", network);
    return own > 0 ? own : Math.min(limiter.waitMs("place", ""), limiter.waitMs("spare", network));
  }

  #count(kind: Kind, network: string): void {
    const limiter = this.#limiters[kind];
    limiter.take("network", network);
    limiter.take("place", "");
    limiter.take("spare", network);
  }
}

function isMiss(failure: unknown): boolean {
  return failure instanceof Refusal && ["key_not_found", "recovery_refused"].includes(failure.coded.code);
}
