import { expect, test } from "vitest";
import { check } from "./check.ts";
import type { Evidence, Reader, Row, Sent, Sight } from "./evidence.ts";

const channelId = "general";
const epoch = "now";

const row = (seq: number, clientId = `m${seq}`): Row => ({ channelId, seq, session: "ada", clientId });

const sent = (seq: number, clientId = `m${seq}`): Sent => ({
  client: "ada's tab",
  session: "ada",
  channelId,
  clientId,
  tries: 1,
  answers: [{ epoch, seq }],
});

const sights = (...seqs: number[]): Sight[] => seqs.map((seq) => [seq, `m${seq}`]);

const reader = (saw: Sight[], more: Partial<Reader> = {}): Reader => ({
  name: "bob",
  channelId,
  lives: [{ epoch, after: 0, wasTold: true, saw }],
  shown: saw,
  ...more,
});

/** Three messages, sent, stored and seen as they should be; a test changes one part. */
function evidence(changed: Partial<Evidence> = {}): Evidence {
  return {
    sent: [1, 2, 3].map((seq) => sent(seq)),
    readers: [reader(sights(1, 2, 3))],
    witnesses: [
      {
        name: "carl",
        events: [
          { is: "viewed", channelId },
          ...[1, 2, 3].map((seq) => ({ is: "told" as const, channelId, seq, clientId: `m${seq}` })),
        ],
      },
    ],
    stored: [{ epoch, rows: [1, 2, 3].map((seq) => row(seq)) }],
    ...changed,
  };
}

const all = { acked: 3, stored: 3, lost: 0, missing: 0, dup: 0, order: 0, leak: 0 };

test("a sound run counts nothing", () => {
  expect(check(evidence()).counts).toEqual(all);
});

test("lost: an answer whose message is not on disk", () => {
  const stored = [{ epoch, rows: [row(1), row(2)] }];
  const readers = [reader(sights(1, 2))];
  expect(check(evidence({ stored, readers })).counts).toEqual({ ...all, stored: 2, lost: 1 });
});

test("lost: an answer that names another's place", () => {
  expect(check(evidence({ sent: [sent(1), sent(2), sent(3, "other")] })).counts.lost).toBe(1);
});

test("missing: a message stored while a reader viewed, which never came to the screen", () => {
  expect(check(evidence({ readers: [reader(sights(1, 3))] })).counts).toEqual({ ...all, missing: 1 });
});

test("missing: a message that was on the screen and is not any more", () => {
  expect(check(evidence({ readers: [reader(sights(1, 2, 3), { shown: sights(2, 3) })] })).counts.missing).toBe(1);
});

test("missing: a reset counts as honest only when the timeline shows it", () => {
  const lives = (wasTold: boolean) => [
    { epoch, after: 0, wasTold: true, saw: sights(1) },
    { epoch, after: 2, wasTold, saw: sights(3) },
  ];
  const at = (wasTold: boolean) =>
    check(evidence({ readers: [reader([], { lives: lives(wasTold), shown: sights(3) })] })).counts.missing;
  expect(at(true)).toBe(0);
  expect(at(false)).toBe(1);
});

test("missing: an own message beyond what was missed does not cut an honest reset short", () => {
  const lives = [
    { epoch, after: 0, wasTold: true, saw: sights(1, 3) },
    { epoch, after: 2, wasTold: true, saw: sights(3) },
  ];
  expect(check(evidence({ readers: [reader([], { lives, shown: sights(3) })] })).counts.missing).toBe(0);
});

test("missing: who viewed before a restore must view again after it", () => {
  const lives = [{ epoch: "before", after: 0, wasTold: true, saw: sights(1) }];
  expect(check(evidence({ readers: [reader([], { lives })] })).counts.missing).toBe(1);
});

test("dup: a message twice in the database", () => {
  const stored = [{ epoch, rows: [row(1), row(2), row(3), row(4, "m1")] }];
  const readers = [reader([...sights(1, 2, 3), [4, "m1"]])];
  const { counts } = check(evidence({ stored, readers }));
  expect(counts.dup).toBeGreaterThan(0);
  expect(counts).toMatchObject({ lost: 0, missing: 0, leak: 0 });
});

test("dup: two answers for one clientId that name two places", () => {
  const twice = { ...sent(1), answers: [1, 2].map((seq) => ({ epoch, seq })) };
  expect(check(evidence({ sent: [twice] })).counts.dup).toBe(1);
});

test("dup: a message told twice on one socket", () => {
  const told = { is: "told" as const, channelId, seq: 1, clientId: "m1" };
  const witnesses = [{ name: "carl", events: [{ is: "viewed" as const, channelId }, told, told] }];
  expect(check(evidence({ witnesses })).counts).toEqual({ ...all, dup: 1 });
});

test("order: a number left out in the database", () => {
  const stored = [{ epoch, rows: [row(1), row(2), row(4, "m3")] }];
  expect(check(evidence({ stored })).counts.order).toBeGreaterThan(0);
});

test("order: two readers who have different messages at one place", () => {
  const wrong: Sight[] = [...sights(1, 2), [3, "other"]];
  expect(check(evidence({ readers: [reader(sights(1, 2, 3)), reader(wrong)] })).counts).toEqual({ ...all, order: 1 });
});

test("order: one client's messages stored otherwise than it wrote them", () => {
  expect(check(evidence({ sent: [sent(2), sent(1), sent(3)] })).counts).toEqual({ ...all, order: 1 });
});

test("leak: a message told in a channel that the socket does not view", () => {
  const told = { is: "told" as const, channelId, seq: 1, clientId: "m1" };
  const events = [{ is: "viewed" as const, channelId }, { is: "unviewed" as const, channelId }, told];
  expect(check(evidence({ witnesses: [{ name: "carl", events }] })).counts).toEqual({ ...all, leak: 1 });
});

test("leak: a message told to, or stored from, a session that has ended", () => {
  const events = [
    { is: "viewed" as const, channelId },
    { is: "ended" as const },
    { is: "told" as const, channelId, seq: 1, clientId: "m1" },
    { is: "tried" as const, clientId: "m2" },
    { is: "tried" as const, clientId: "never stored" },
  ];
  expect(check(evidence({ witnesses: [{ name: "carl", events }] })).counts).toEqual({ ...all, leak: 2 });
});
