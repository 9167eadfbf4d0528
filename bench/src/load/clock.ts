/** What has to be added to this process's `performance.now()` to get the machine's monotonic clock, in milliseconds. */
const offset = ((): number => {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1_000_000 - performance.now();
})();

/**
 * Milliseconds of the machine's monotonic clock, with a fraction. Every process of the machine reads the same one, so a
 * time written by the process that sends can be compared in the one that receives.
 */
export function now(): number {
  return performance.now() + offset;
}
