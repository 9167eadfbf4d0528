import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Resolves to what the token stands for, or to undefined. Throws `rate_limited` for an address that keeps presenting wrong ones. */
export type Authenticate<T = Session> = (token: string, address: string) => Promise<T | undefined>;

/** Tokens remembered as good: everybody of a large place, in some 2 MB. */
const KNOWN = 20_000;

/**
 * API-4. Looks a token up, unless its address has spent its allowance of wrong ones: each look-up takes its turn on the one
 * database thread, before any command's own allowance is known. A token that was good before is looked up without asking,
 * so that nobody is shut out by a neighbour's guesses. `onRefused` is told of an address that guesses.
 */
export function limitedAuthentication<T>(
  limiter: RateLimiter,
  hashOf: (token: string) => string,
  lookUp: (tokenHash: string) => Promise<T | undefined>,
  onRefused: (address: string) => void = () => undefined,
): Authenticate<T> {
  const good = new Set<string>();
  return async (token, address) => {
    const hash = hashOf(token);
    const key = `wrong token ${address}`;
    const isNew = !good.delete(hash);
    if (isNew) {
      const retryAfterMs = limiter.take("open", key);
      if (retryAfterMs > 0) {
        onRefused(address);
        throw new Refusal("rate_limited", { retryAfterMs });
      }
    }
    const found = await lookUp(hash);
    if (!found) return undefined;
    if (isNew) limiter.giveBack("open", key);
    good.add(hash);
    const [oldest] = good;
    if (good.size > KNOWN && oldest) good.delete(oldest);
    return found;
  };
}
