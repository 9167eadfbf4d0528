/** Steps of a fourth or fifth each, from what the slowest servers reach to beyond what one process can hear. */
export const ladder = [
  10, 13, 16, 20, 25, 32, 40, 50, 64, 80, 100, 125, 160, 200, 250, 320, 400, 500, 640, 800, 1_000, 1_250, 1_600, 2_000,
  2_500, 3_200, 4_000, 5_000, 6_400, 8_000,
];

/** Doubling takes three steps of the ladder. */
const STRIDE = 3;

/**
 * The highest step of the ladder that passes, as far as its passing steps lie below its failing ones; null when the first
 * tried and all below fail. Doubles from `from` until one fails, then looks in between, so that no step is tried that is much
 * too high: a server that is flooded takes long to come back.
 */
export async function highest(from: number, passes: (step: number) => Promise<boolean>): Promise<number | null> {
  let good = -1;
  let bad = ladder.length;
  let next = Math.max(0, ladder.indexOf(from));
  while (bad - good > 1) {
    if (await passes(ladder[next] ?? 0)) good = next;
    else bad = next;
    const ahead = bad === ladder.length ? good + STRIDE : Math.floor((good + bad) / 2);
    next = Math.max(good + 1, Math.min(ahead, bad - 1));
  }
  return ladder[good] ?? null;
}
