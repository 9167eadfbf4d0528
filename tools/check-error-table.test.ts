import { expect, test } from "vitest";
import { errorTableGaps } from "./check-error-table.ts";

const table = { gone: { status: 404, retry: false, meaning: "It is gone." } };

test("the same table on both sides is fine", () => {
  expect(errorTableGaps("| `gone` | 404 | no | It is gone. |", table)).toEqual([]);
});

test("a changed row is told from both sides", () => {
  expect(errorTableGaps("| `gone` | 410 | no | It is gone. |", table)).toHaveLength(2);
});

test("a row that only one side has is told", () => {
  expect(errorTableGaps("", table)).toEqual(["not in docs/protocol.md: | `gone` | 404 | no | It is gone. |"]);
  expect(errorTableGaps("| `gone` | 404 | no | It is gone. |\n| `new` | 400 | yes | New. |", table)).toHaveLength(1);
});
