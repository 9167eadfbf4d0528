import { expect, test, vi } from "vitest";
import { answerForCode, isOwnCode } from "./own-code.ts";

test("a tab learns that another tab of its browser made the code, for as long as it shows it", async () => {
  const end = answerForCode("abc");
  expect(await isOwnCode("abc")).toBe(true);
  expect(await isOwnCode("other")).toBe(false);
  end();
  expect(await isOwnCode("abc")).toBe(false);
});

test("a browser that gives no channel counts as another one", async () => {
  vi.stubGlobal(
    "BroadcastChannel",
    vi.fn(() => {
      throw new DOMException("denied", "SecurityError");
    }),
  );
  answerForCode("abc")();
  expect(await isOwnCode("abc")).toBe(false);
  vi.unstubAllGlobals();
});
