import { expect, test } from "vitest";
import { SendOrder } from "./send-order.ts";

const general = "channel-gen";

function sent(clientId: string, after?: string, session = "ada", id = general) {
  return { by: { id: session }, draft: { room: { id }, clientId, ...(after !== undefined && { after }) } };
}

/** The clientIds of a batch that pass; those are stored. */
function store(order: SendOrder, ...batch: ReturnType<typeof sent>[]): string[] {
  const passed = order.sift(batch, () => undefined);
  for (const each of passed) order.keep(each);
  return passed.map(({ draft }) => draft.clientId);
}

test("MSG-9 a message passes after the one it names, in the same batch and in a later one", () => {
  const order = new SendOrder();
  expect(store(order, sent("one"), sent("two", "one"), sent("three", "two"))).toEqual(["one", "two", "three"]);
  expect(store(order, sent("four", "three"))).toEqual(["four"]);
  expect(store(order, sent("one"), sent("two", "one"))).toEqual(["one", "two"]);
});

test("MSG-9 without the one it names a message is refused, and so is all that follows it", () => {
  const order = new SendOrder();
  const refused: string[] = [];
  const batch = [sent("two", "one"), sent("three", "two"), sent("free"), sent("one"), sent("two", "one")];
  const passed = order.sift(batch, ({ draft }) => refused.push(draft.clientId));
  expect(passed.map(({ draft }) => draft.clientId)).toEqual(["free", "one", "two"]);
  expect(refused).toEqual(["two", "three"]);
});

test("MSG-9 what passed but was not stored is not followed", () => {
  const order = new SendOrder();
  order.sift([sent("one")], () => undefined);
  expect(store(order, sent("two", "one"))).toEqual([]);
});

test("MSG-9 a message of another session or channel is no message to follow", () => {
  const order = new SendOrder();
  store(order, sent("one"));
  expect(store(order, sent("two", "one", "bo"), sent("three", "one", "ada", "channel-two"))).toEqual([]);
});

test("MSG-9 what was stored long ago is forgotten, never the last few thousand", () => {
  const order = new SendOrder();
  store(order, ...Array.from({ length: 9_000 }, (_, n) => sent(`${n}`)));
  expect(store(order, sent("late", "0"))).toEqual([]);
  expect(store(order, sent("soon", "4999"))).toEqual(["soon"]);
});
