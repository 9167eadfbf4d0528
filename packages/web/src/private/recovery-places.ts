/** Two different places from 1 to `count`, the lower one first. `random` gives numbers from 0 up to, but not including, 1. */
export function twoPlaces(count: number, random: () => number): readonly [number, number] {
  const one = Math.floor(random() * count);
  const other = (one + 1 + Math.floor(random() * (count - 1))) % count;
  return [Math.min(one, other) + 1, Math.max(one, other) + 1];
}
