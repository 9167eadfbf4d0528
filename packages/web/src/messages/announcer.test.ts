import { expect, test, vi } from "vitest";
import { Announcer, sentenceFor } from "./announcer.ts";

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

test("a rename is told once, before the messages of the same moment", () => {
  vi.useFakeTimers();
  const announcer = new Announcer();
  announcer.hear([{ by: "Robert", text: "Hello" }]);
  announcer.tell("Bo is now Robert");
  vi.advanceTimersByTime(2_000);
  expect(announcer.said.value.text).toBe("Bo is now Robert. Robert: Hello");
  announcer.hear([{ by: "Robert", text: "Anyone?" }]);
  vi.advanceTimersByTime(2_000);
  expect(announcer.said.value.text).toBe("Robert: Anyone?");
  vi.useRealTimers();
});
