import { Refusal } from "../refusal.ts";
import type { Session } from "../people/session.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Resolves to the token's session, or to undefined. Throws `rate_limited` for an address that keeps presenting wrong ones. */
export type Authenticate = (token: string, address: string) => Promise<Session | undefined>;

/**
 * API-4. Looks a token up, unless its address has spent its allowance of wrong ones: each look-up takes its turn on the one
 * database thread, before any command's own allowance is known.
 */
export function limitedAuthentication(
  limiter: RateLimiter,
  lookUp: (token: string) => Promise<Session | undefined>,
): Authenticate {
  return async (token, address) => {
    const key = `wrong token ${address}`;
    const retryAfterMs = limiter.wait("open", key);
    if (retryAfterMs > 0) throw new Refusal("rate_limited", { retryAfterMs });
    const session = await lookUp(token);
    if (!session) limiter.take("open", key);
    return session;
  };
}
