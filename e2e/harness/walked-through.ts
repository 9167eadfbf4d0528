import { expect } from "@playwright/test";
import type { Person } from "./person.ts";

/** Every text of the channel or conversation from its start to its end, as it is read by scrolling. */
export async function walkedThrough(person: Person): Promise<string[]> {
  const bySeq = new Map<number, string>();
  const collect = async (): Promise<void> => {
    for (const { seq, text } of await person.shown()) if (seq !== undefined) bySeq.set(seq, text);
  };
  await expect
    .poll(
      async () => {
        await collect();
        await person.timeline.evaluate((log) => log.scrollBy(0, -500));
        return bySeq.has(1);
      },
      { intervals: [20] },
    )
    .toBe(true);
  return Array.from(bySeq.keys())
    .sort((one, other) => one - other)
    .map((seq) => bySeq.get(seq) ?? "");
}
