import { laterStrings } from "../ui/later-strings.ts";

/** A screen reader speaks when one of these is reached, and is quiet at the keys between. */
const steps = [10, 50, 100, 200] as const;

/** What a listener hears of the characters left in a message; it changes only from step to step. */
export function spokenCount(left: number | undefined): string {
  if (left === undefined) return "";
  if (left < 0) return laterStrings.composer.overLimit;
  const step = steps.find((step) => left <= step);
  return step === undefined ? "" : laterStrings.composer.fewerThan(step);
}
