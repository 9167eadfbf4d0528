import { expect, test } from "vitest";
import { readOptions } from "./options.ts";

test("a run says its seed, also when it drew one", () => {
  expect(readOptions(["--seed", "7", "--short"], [])).toMatchObject({ seed: "7", form: "short", only: [] });
  expect(readOptions([], []).seed).toMatch(/^\d+$/);
});

test("a misspelt fault is no passed one", () => {
  expect(readOptions(["--only", "kill9,storm"], ["kill9", "storm"]).only).toEqual(["kill9", "storm"]);
  expect(() => readOptions(["--only", "kil9"], ["kill9"])).toThrow("kil9");
});
