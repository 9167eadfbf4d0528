import { expect, test } from "vitest";
import { sentenceFor } from "./announcer.ts";

test("one message is read out", () => {
  expect(sentenceFor([{ by: "Ada", text: "Is the kettle on?" }])).toBe("Ada: Is the kettle on?");
});

test("a burst is summed up, each author once", () => {
  const burst = ["Ada", "Bo", "Ada", "Cleo"].map((by) => ({ by, text: "hello" }));
  expect(sentenceFor(burst)).toBe("4 new messages from Ada, Bo, and Cleo");
});

test("a long text is not read to the end", () => {
  expect(sentenceFor([{ by: "Ada", text: "x".repeat(4_000) }]).length).toBeLessThan(300);
});
