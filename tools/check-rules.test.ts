import { expect, test } from "vitest";
import { ruleGaps } from "./check-rules.ts";

const document = "| id | rule |\n|---|---|\n| MSG-1 | A. |\n| MSG-2 | B. |\n";
const gaps = (...sources: string[]) =>
  ruleGaps(document, new Map(sources.map((source, at) => [`${at}.test.ts`, source])));

test("a rule without a test is listed", () => {
  expect(gaps(`test("MSG-1 holds", () => {})`)).toEqual({ untested: ["MSG-2"], unknown: [] });
});

test("every way of naming a test counts", () => {
  expect(gaps(`describe("MSG-1", () => {})`, `test.each([1, 2])(\n  "MSG-2 of %s", f)`).untested).toEqual([]);
  expect(gaps("story('MSG-1 x', f)", "it.skipIf(false)(`MSG-2 y`, f)").untested).toEqual([]);
});

test("a rule that is only mentioned counts for nothing", () => {
  expect(gaps(`// MSG-1\nconst rule = "MSG-2";\ntest("says MSG-1 later", f)`).untested).toEqual(["MSG-1", "MSG-2"]);
});

test("a test named after a rule that does not exist is listed with its file", () => {
  expect(gaps(`test("MSG-1 a", f); test("MSG-2 b", f); test("MSG-9 c", f)`).unknown).toEqual(["MSG-9 in 0.test.ts"]);
});
