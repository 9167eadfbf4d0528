import type { MessagePage } from "@parlor/protocol";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { PacedBatches } from "./paced-batches.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

function batch(channelId: string, seqs: number[], rev = 1): MessagePage {
  const messages = seqs.map((seq) => ({ seq, by: "ada", at: 1, text: "hello", clientId: `c${seq}` }));
  return { channelId, epoch: "e", head: seqs.at(-1) ?? 0, messages, people: [{ id: "ada", name: `Ada ${rev}`, rev }] };
}

function pacedFor(viewers: number) {
  const sent: MessagePage[] = [];
  const paced = new PacedBatches(
    () => viewers,
    (page) => sent.push(page),
  );
  return { paced, sent, seqs: () => sent.map(({ messages }) => messages.map(({ seq }) => seq)) };
}

test("MSG-4 a channel of a few viewers gets each batch at once", () => {
  const { paced, seqs } = pacedFor(49);
  for (const seq of [1, 2, 3]) paced.add(batch("a", [seq]));
  expect(seqs()).toEqual([[1], [2], [3]]);
  expect(vi.getTimerCount()).toBe(0);
});

test("MSG-4 a crowd gets the first batch at once and the following ones together, in order", () => {
  const { paced, sent, seqs } = pacedFor(1_000);
  paced.add(batch("a", [1]));
  paced.add(batch("a", [2, 3], 3));
  paced.add(batch("a", [4], 2));
  paced.add(batch("b", [1]));
  expect(seqs()).toEqual([[1], [1]]);
  vi.advanceTimersByTime(20);
  expect(seqs()).toEqual([[1], [1], [2, 3, 4]]);
  expect(sent[2]).toMatchObject({ head: 4, people: [{ id: "ada", name: "Ada 3", rev: 3 }] });
  paced.add(batch("a", [5]));
  expect(seqs()).toHaveLength(3);
  vi.advanceTimersByTime(20);
  expect(seqs()[3]).toEqual([5]);
  vi.advanceTimersByTime(20);
  paced.add(batch("a", [6]));
  expect(seqs()[4]).toEqual([6]);
});

test("MSG-4 however large the crowd, it waits 200 ms at the most", () => {
  const { paced, seqs } = pacedFor(1_000_000);
  paced.add(batch("a", [1]));
  paced.add(batch("a", [2]));
  vi.advanceTimersByTime(199);
  expect(seqs()).toEqual([[1]]);
  vi.advanceTimersByTime(1);
  expect(seqs()).toEqual([[1], [2]]);
});

test("MSG-4 what waits goes as soon as it fills a page, and when told to flush", () => {
  const { paced, seqs } = pacedFor(1_000);
  paced.add(batch("a", [1]));
  const many = Array.from({ length: 200 }, (_, n) => n + 2);
  paced.add(batch("a", many));
  expect(seqs()).toEqual([[1], many]);
  paced.add(batch("a", [202]));
  paced.flush();
  expect(seqs()[2]).toEqual([202]);
  expect(vi.getTimerCount()).toBe(0);
});
