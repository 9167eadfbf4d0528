import type { Milliseconds } from "@parlor/protocol";

const baseMs = 500;
/** After a stop that the server announced: its start takes about a second, and the announcement has spread the clients already. */
export const announcedBaseMs = 250;
/** A thousand clients over 4 s are 250 handshakes a second; a server that wants longer says so in `retryAfterMs`. */
const capMs = 4_000;

/**
 * Milliseconds to wait: full jitter below a bound of 500 ms to 4 s, so that a thousand clients cut off at once do not come
 * back at once, and never less than the server asked for (CLI-5). `leastBoundMs` is what the bound never falls below.
 */
export function jitter(
  boundMs: Milliseconds,
  random: () => number,
  toldMs: Milliseconds = 0,
  leastBoundMs: Milliseconds = baseMs,
): Milliseconds {
  return Math.max(toldMs, Math.round(random() * Math.min(capMs, Math.max(leastBoundMs, boundMs))));
}

/** The same before try number `attempt` (0, 1, 2 …), from a bound that doubles each time. */
export function backoff(attempt: number, random: () => number, toldMs?: Milliseconds): Milliseconds {
  return jitter(baseMs * 2 ** attempt, random, toldMs);
}
