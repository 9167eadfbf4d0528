import { expect, test } from "vitest";
import { privateStrings } from "../ui/private-strings.ts";
import { entryOf, fromFragment } from "./key-entry.ts";

test("only what can be a key or a phrase is asked about", () => {
  expect(entryOf({ is: "key" }, "").is).toBe("good");
  expect(entryOf({ is: "phrase" }, "").is).toBe("good");
  expect(entryOf({ is: "empty" }, "").is).toBe("empty");
  for (const what of ["length", "check", "letter"] as const) expect(entryOf({ is: "typo", what }, "").is).toBe("wrong");
});

test("a key of the wrong length is told how long it is, whatever its dashes and spaces", () => {
  expect(entryOf({ is: "typo", what: "length" }, "1hag-q451 6yd6").words).toBe(privateStrings.ask.length(12));
});

test("a link's fragment becomes what somebody would have typed", () => {
  expect(fromFragment("mild%20otter%20paints")).toBe("mild otter paints");
  expect(fromFragment("1HAG-Q451")).toBe("1HAG-Q451");
  expect(fromFragment("100%")).toBe("100%");
});
