import { expect, test } from "vitest";
import { check } from "./check.ts";
import type { Complaint, Evidence, Row, WitnessEvent } from "./evidence.ts";

// A private conversation, which the checker treats as a channel, and what it looks at besides.

const channelId = "between ada and bob";
const row = (seq: number): Row => ({ channelId, seq, session: "ada", clientId: `m${seq}` });
const complaint = (trouble: Complaint["trouble"]): Complaint => ({ seq: 2, clientId: "m2", trouble });

/** Two messages of Ada's, which both have on their screens; a test changes one part. */
function evidence(complaints: Complaint[] = [], changed: Partial<Evidence> = {}): Evidence {
  const saw = [1, 2].map((seq) => [seq, `m${seq}`] as const);
  const lives = [{ epoch: "now", after: 0, wasTold: true, saw: [...saw] }];
  return {
    sent: [1, 2].map((seq) => ({
      client: "ada's tab",
      session: "ada",
      channelId,
      clientId: `m${seq}`,
      tries: 1,
      answers: [{ epoch: "now", seq }],
    })),
    readers: [
      { name: "ada", channelId, lives, shown: [...saw], complaints: [] },
      { name: "bob", channelId, lives, shown: [...saw], complaints },
    ],
    witnesses: [],
    stored: [{ epoch: "now", rows: [row(1), row(2)] }],
    ...changed,
  };
}

const all = { acked: 2, stored: 2, lost: 0, missing: 0, dup: 0, order: 0, leak: 0 };
const heardBy = (...events: WitnessEvent[]) => evidence([], { witnesses: [{ name: "eve", events }] });

test("a sound private conversation counts nothing", () => {
  expect(check(evidence()).counts).toEqual(all);
});

test.each(["locked", "broken", "stranger", "unknown"] as const)("missing: a message that came and is %s", (trouble) => {
  expect(check(evidence([complaint(trouble)])).counts).toEqual({ ...all, missing: 1 });
});

test.each(["missing", "replayed", "reordered", "rolled-back"] as const)(
  "order: a message whose chain says that it is %s",
  (trouble) => {
    expect(check(evidence([complaint(trouble)])).counts).toEqual({ ...all, order: 1 });
  },
);

test("order: after a restore that took messages away a chain may say so, but each message has to open", () => {
  const stored = [
    { epoch: "before", rows: [row(1), row(2), row(3)] },
    { epoch: "now", rows: [row(1), row(2)] },
  ];
  expect(check(evidence([complaint("rolled-back"), complaint("missing")], { stored })).counts).toEqual(all);
  expect(check(evidence([complaint("broken")], { stored })).counts).toEqual({ ...all, missing: 1 });
});

test("order: a restore that took nothing of this conversation is no excuse", () => {
  const elsewhere: Row = { channelId: "general", seq: 1, session: "carl", clientId: "c1" };
  const stored = [
    { epoch: "before", rows: [row(1), elsewhere] },
    { epoch: "now", rows: [row(1), row(2)] },
  ];
  expect(check(evidence([complaint("missing")], { stored })).counts).toEqual({ ...all, order: 1 });
});

test("leak: anything that names the conversation to somebody else", () => {
  const overheard = { is: "overheard" as const, channelId, what: '42["private.pulse",…]' };
  expect(check(heardBy(overheard, overheard)).counts).toEqual({ ...all, leak: 2 });
});

test("leak: a message of somebody else's that is stored, but not one that is refused", () => {
  const tried = (clientId: string) => ({ is: "tried" as const, clientId });
  expect(check(heardBy(tried("refused"))).counts).toEqual(all);
  expect(check(heardBy(tried("m2"))).counts).toEqual({ ...all, leak: 1 });
});
