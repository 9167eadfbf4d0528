import type { Milliseconds } from "@parlor/protocol";

/** How long a private key may work. */
export const keyLives = ["never", "day", "week", "month"] as const;
export type KeyLife = (typeof keyLives)[number];

const dayMs: Milliseconds = 24 * 60 * 60_000;
const days = { day: 1, week: 7, month: 30 };

/** When a key ends that begins now; undefined for one that does not. */
export function endOf(life: KeyLife, now: Milliseconds): Milliseconds | undefined {
  return life === "never" ? undefined : now + days[life] * dayMs;
}

/** For how many people a key works, as somebody typed it; undefined for any number. */
export function usesOf(typed: string, most: number): number | "bad" | undefined {
  const text = typed.trim();
  if (text === "") return undefined;
  const count = Number(text);
  return /^\d+$/.test(text) && count >= 1 && count <= most ? count : "bad";
}
