import type { Milliseconds } from "@parlor/protocol";

const baseMs = 500;
const capMs = 20_000;

/**
 * Milliseconds to wait before try number `attempt` (0, 1, 2 …): exponential with full jitter, so that a thousand
 * clients cut off at once do not come back at once, and never less than the server asked for (CLI-5).
 */
export function backoff(attempt: number, random: () => number, toldMs: Milliseconds = 0): Milliseconds {
  return Math.max(toldMs, Math.round(random() * Math.min(capMs, baseMs * 2 ** attempt)));
}
