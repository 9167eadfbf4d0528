import type { Person } from "@parlor/protocol";
import { expect, test } from "vitest";
import { Tail } from "./tail.ts";

const author = (n: number): Person => ({ id: `person ${n}`, name: `Somebody ${n}`, rev: 1 });
const message = (seq: number) => ({ seq, by: author(seq).id, at: 1, text: "hello", clientId: `c${seq}` });

test("MSG-8 a channel where everybody writes once keeps the authors of its newest messages, and no others", () => {
  const tail = new Tail({ head: 0, messages: [], people: [] });
  for (let seq = 1; seq <= 1_000; seq += 1) tail.add([message(seq)], [author(seq)]);
  const page = tail.page({ newest: true }, 200);
  expect(page?.people).toEqual(Array.from({ length: 200 }, (_, n) => author(801 + n)));
  const once = tail.size;
  for (let seq = 1_001; seq <= 20_000; seq += 1) tail.add([message(seq)], [author(seq)]);
  expect(tail.size).toBeLessThan(2 * once);
});
