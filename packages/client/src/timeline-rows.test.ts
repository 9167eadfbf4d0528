import type { Message } from "@parlor/protocol";
import { expect, test } from "vitest";
import type { Outgoing } from "./outgoing.ts";
import { TimelineRows } from "./timeline-rows.ts";
import { emptyTimeline, merge, type Timeline } from "./timeline.ts";

const ada = "00000000-0000-4000-8000-00000000000a";
const bo = "00000000-0000-4000-8000-00000000000b";

function message(seq: number, by = bo, clientId = `id ${seq}`): Message {
  return { seq, by, at: seq, text: "hello", clientId };
}

function queued(clientId: string): Outgoing {
  return { state: "queued", draft: { channelId: "0".repeat(12), clientId, text: "hello", at: 1 } };
}

function holding(...messages: Message[]): Timeline {
  return merge({ ...emptyTimeline, epoch: "a" }, messages);
}

test("CLI-2 an own message keeps its key from outgoing to confirmed, and shows once while both are known", () => {
  const rows = new TimelineRows();
  const draft = queued("mine");
  const before = rows.build(holding(message(1)), [draft], ada, false);
  expect(before.map(({ key }) => key)).toEqual(["1", "mine"]);
  const timeline = holding(message(1), message(2, ada, "mine"));
  const both = rows.build(timeline, [draft], ada, false);
  expect(both.map(({ is, key }) => [is, key])).toEqual([
    ["message", "1"],
    ["message", "mine"],
  ]);
  expect(rows.build(timeline, [], ada, false)).toEqual(both);
});

test("somebody who copies a client id does not get its row", () => {
  const rows = new TimelineRows();
  const built = rows.build(holding(message(1, bo, "mine")), [queued("mine")], ada, false);
  expect(built.map(({ key }) => key)).toEqual(["1", "mine"]);
});

test("rows that did not change are the same objects, and no change gives the same array", () => {
  const rows = new TimelineRows();
  const one = holding(message(5), message(6));
  const first = rows.build(one, [], ada, false);
  expect(rows.build(one, [], ada, false)).toBe(first);
  const second = rows.build(merge(one, [message(7)]), [], ada, false);
  expect(second.slice(0, 2)).toEqual(first);
  expect(second[0]).toBe(first[0]);
  const third = rows.build(merge(one, [message(4), message(7)]), [], ada, false);
  expect(third[1]).toBe(first[0]);
  expect(third.map(({ key }) => key)).toEqual(["4", "5", "6", "7"]);
});

test("a key lasts when it becomes known who oneself is", () => {
  const rows = new TimelineRows();
  const timeline = holding(message(1, ada));
  const early = rows.build(timeline, [], undefined, false);
  const late = rows.build(timeline, [], ada, false);
  expect(late.map((row) => [row.key, row.is === "message" && row.mine])).toEqual([[early[0]?.key, true]]);
});

test("CLI-3 a hole shows while it is being filled, in its place", () => {
  const rows = new TimelineRows();
  const timeline = merge(holding(message(1), message(4)), [], 6);
  expect(rows.build(timeline, [], ada, false).map(({ is }) => is)).toEqual(["message", "message"]);
  expect(rows.build(timeline, [], ada, true).map(({ is }) => is)).toEqual(["message", "hole", "message", "hole"]);
  expect(rows.build(timeline, [], ada, false).map(({ is }) => is)).toEqual(["message", "message"]);
});
