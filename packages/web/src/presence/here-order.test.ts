import { expect, test } from "vitest";
import { hereOrder } from "./here-order.ts";

test("oneself comes first, the others by name", () => {
  const people = ["bo", "Ada", "me", "Åsa", "Bo 10", "Bo 9"].map((name) => ({ id: name, name, rev: 1 }));
  expect(hereOrder(people, "me").map(({ name }) => name)).toEqual(["me", "Ada", "Åsa", "bo", "Bo 9", "Bo 10"]);
});
