import { expect, test } from "vitest";
import { reasonOf } from "./reason-of.ts";
import { strings } from "./strings.ts";

test("NAME-1 what is wrong with a name is said as the server says it", () => {
  const message = "A name cannot hold invisible characters.";
  expect(reasonOf({ code: "name_refused", message })).toBe(message);
});

test("everything else is said in the client's own words", () => {
  expect(reasonOf({ code: "storage_full", message: "SQLITE_FULL" })).toBe(strings.errors.storage_full);
});
