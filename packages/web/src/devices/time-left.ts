/** Minutes and seconds until a moment, as "4:09"; "0:00" once it has passed. Never more than the five minutes of a code. */
export function timeLeft(until: number, now: number, mostMs = 5 * 60_000): string {
  const seconds = Math.ceil(Math.min(Math.max(0, until - now), mostMs) / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
