import fc from "fast-check";
import { expect, test } from "vitest";
import { neutralise } from "./neutralise.ts";

const message = { seq: 1, by: "ada", at: 5, text: "hi", clientId: "c" };
const clean = <T>(payload: T): T => {
  neutralise(payload);
  return payload;
};

test("CLI-9 a message of the right form stays the very object it was", () => {
  const page = { messages: [message], people: [{ id: "ada", name: "Ada", rev: 1 }] };
  const [before] = page.messages;
  expect(clean(page)).toEqual({ messages: [{ ...message }], people: [{ id: "ada", name: "Ada", rev: 1 }] });
  expect(page.messages[0]).toBe(before);
});

test.each([null, undefined, "yesterday", Number.NaN, Infinity, 8.64e15 + 1, -9e15, {}, []])(
  "CLI-9 a time that is %j is shown as 1970, wherever it comes from",
  (at) => {
    const page = clean({ page: { messages: [{ ...message, at }] }, channel: { id: "c", createdAt: at, rev: 2 } });
    expect(page.page.messages).toMatchObject([{ at: 0, text: "hi" }]);
    expect(page.channel).toMatchObject({ createdAt: 0, rev: 2 });
    const pulse = { channelId: "c", head: 1, lastAt: at, imported: -1, here: "many" };
    expect(clean({ pulses: [pulse] }).pulses).toEqual([{ channelId: "c", head: 1, here: 0 }]);
  },
);

test("CLI-9 a message whose place cannot be known is dropped, and the others stay", () => {
  const bad = [0, -1, 1.5, "7", null, Number.MAX_SAFE_INTEGER + 1].map((seq) => ({ ...message, seq }));
  expect(clean({ messages: [...bad, null, 5, [], message] }).messages).toEqual([message]);
  expect(clean({ messages: "none", people: null })).toEqual({ messages: [], people: [] });
});

test("CLI-9 a text or author that is no text leaves the row", () => {
  expect(clean({ messages: [{ seq: 3, at: 5, text: { type: "Buffer" }, by: 7 }] }).messages).toEqual([
    { seq: 3, at: 5, text: "", by: "", clientId: "" },
  ]);
});

test.each([
  ["", "?"],
  [" \n", "?"],
  [null, "?"],
  [12, "?"],
  ["n".repeat(10_000), "n".repeat(512)],
])("CLI-9 a name %j is shown as %j, in every place a person or channel is told", (name, shown) => {
  const person = () => ({ id: "ada", name, rev: null });
  const told = clean({ people: [person()], came: [person()], person: person(), self: { person: person() } });
  const expected = { id: "ada", name: shown, rev: 1 };
  expect(told).toEqual({ people: [expected], came: [expected], person: expected, self: { person: expected } });
  const talk = clean({ conversations: [{ peer: person(), head: 1, lastAt: "x" }] });
  expect(talk).toEqual({ conversations: [{ peer: expected, head: 1 }] });
  expect(clean({ channels: [{ id: "c", name }, { name }] }).channels).toMatchObject([
    { id: "c", name: shown, about: "" },
  ]);
});

test("CLI-9 whatever comes, what is left can be drawn", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom("messages", "people", "page", "here", "self", "person", "pulses"), fc.jsonValue()),
      (payload) => {
        neutralise(payload);
        const { messages = [], people = [] } = payload as Record<string, Record<string, unknown>[]>;
        for (const { at } of messages) new Date(Number(at)).toISOString();
        for (const { name } of people) expect(name).toMatch(/\S/);
      },
    ),
  );
});
