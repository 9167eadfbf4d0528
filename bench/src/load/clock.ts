const TRIES = 20;

/** What has to be added to this process's `performance.now()` to get the machine's monotonic clock, in milliseconds. */
const offset = ((): number => {
  let closest = -Infinity;
  // The two clocks are read one after the other; time that passes between makes the difference smaller, so the largest is right.
  for (let tried = 0; tried < TRIES; tried += 1) {
    const [seconds, nanoseconds] = process.hrtime();
    closest = Math.max(closest, seconds * 1_000 + nanoseconds / 1_000_000 - performance.now());
  }
  return closest;
})();

/**
 * Milliseconds of the machine's monotonic clock, with a fraction. Every process of the machine reads the same one, so a
 * time written by the process that sends can be compared in the one that receives.
 */
export function now(): number {
  return performance.now() + offset;
}
