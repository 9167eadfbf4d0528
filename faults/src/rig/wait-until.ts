import { setTimeout as pause } from "node:timers/promises";
import type { Milliseconds } from "@parlor/protocol";

const LOOK_EVERY_MS = 50;

/** Something that should have come about did not, in its time. */
export class NotInTime extends Error {}

/**
 * Looks until `reason` says undefined: there is no reason to wait any more. Resolves to the time it took; after `limit` it
 * rejects with NotInTime, which carries the last reason.
 */
export async function waitUntil(
  what: string,
  limit: Milliseconds,
  reason: () => string | undefined | Promise<string | undefined>,
): Promise<Milliseconds> {
  const startedAt = performance.now();
  for (;;) {
    const why = await reason();
    const took = performance.now() - startedAt;
    if (why === undefined) return took;
    if (took > limit) throw new NotInTime(`${what}: not within ${limit / 1000} s: ${why}`);
    await pause(LOOK_EVERY_MS);
  }
}
