import { expect, test } from "vitest";
import { ComposerModel } from "./composer-model.ts";
import { Drafts } from "./drafts.ts";

function composer() {
  const sent: string[] = [];
  const typing: boolean[] = [];
  const drafts = new Drafts();
  const outlet = { send: (text: string) => void sent.push(text), setTyping: (now: boolean) => void typing.push(now) };
  const open = () => new ComposerModel("0123456789ab", drafts, outlet);
  return { sent, typing, drafts, open, model: open() };
}

test("sending hands over the text and empties the field", () => {
  const { model, sent, typing } = composer();
  model.write("hello");
  expect(model.send()).toBe(true);
  expect(sent).toEqual(["hello"]);
  expect(model.text.value).toBe("");
  expect(typing).toEqual([true, false]);
});

test.each([[" \n\t "], ["\u200b"], ["\u2800\ufe0f\u3164"]])(
  "the blank text %j is not sent, and tells nobody of typing",
  (text) => {
    const { model, sent, typing } = composer();
    model.write(text);
    expect(model.send()).toBe(false);
    expect(sent).toEqual([]);
    expect(typing).toEqual([false]);
    expect(model.text.value).toBe(text);
  },
);

test("empty lines around a message go, its indent stays", () => {
  const { model, sent } = composer();
  model.write("\n  \n    if (kettle) {\n      tea()\n    }\n\n");
  model.send();
  expect(sent).toEqual(["    if (kettle) {\n      tea()\n    }"]);
});

test("over the limit the text is kept, counted and not sent", () => {
  const { model, sent } = composer();
  model.write("x".repeat(4_000));
  expect(model.left.value).toBe(0);
  model.write("x".repeat(4_012));
  expect(model.left.value).toBe(-12);
  expect(model.send()).toBe(false);
  expect(model.text.value).toHaveLength(4_012);
  expect(sent).toEqual([]);
});

test("far from the limit nothing is counted", () => {
  const { model } = composer();
  model.write("x".repeat(3_799));
  expect(model.left.value).toBeUndefined();
  model.write("x".repeat(3_800));
  expect(model.left.value).toBe(200);
});

test("a draft waits in its channel", () => {
  const { model, open, drafts } = composer();
  model.write("half a thou");
  expect(drafts.channels.value.has("0123456789ab")).toBe(true);
  expect(open().text.value).toBe("half a thou");
  model.send();
  expect(open().text.value).toBe("");
  expect(drafts.channels.value.size).toBe(0);
});

test("a message taken back goes before what was begun since", () => {
  const { model } = composer();
  model.takeBack("first");
  expect(model.text.value).toBe("first");
  model.takeBack("zeroth");
  expect(model.text.value).toBe("zeroth\nfirst");
});
