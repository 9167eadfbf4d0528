/** The value below which so many of a hundred lie (nearest rank), to a tenth; null of nothing. */
export function percentile(values: readonly number[], of: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((of / 100) * sorted.length) - 1)] ?? 0;
  return Math.round(value * 10) / 10;
}
