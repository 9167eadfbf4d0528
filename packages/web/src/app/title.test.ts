import { expect, test } from "vitest";
import { titleOf } from "./title.ts";

test("the title says where one is and how much is unread", () => {
  expect(titleOf("Parlor", "#general", 0)).toBe("#general · Parlor");
  expect(titleOf("Parlor", "#general", 3)).toBe("(3) #general · Parlor");
  expect(titleOf("Parlor", "#general", 1_234)).toBe("(99+) #general · Parlor");
  expect(titleOf("Parlor", undefined, 1)).toBe("(1) Parlor");
});
