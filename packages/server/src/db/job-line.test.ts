import { expect, test } from "vitest";
import { JobLine } from "./job-line.ts";

const job = (id: number, transaction: boolean) => ({ id, transaction, work: [] });

test("MSG-7 transactions go before whatever waits, each kind in the order it came", () => {
  const line = new JobLine();
  for (const [id, transaction] of [
    [1, false],
    [2, false],
    [3, true],
    [4, false],
    [5, true],
  ] as const)
    line.add(job(id, transaction));
  expect(Array.from({ length: 6 }, () => line.next()?.id)).toEqual([3, 5, 1, 2, 4, undefined]);
});
