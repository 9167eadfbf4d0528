import { expect, test } from "vitest";
import { byAliveness, keepOrder, matches } from "./browse-order.ts";

const channel = (id: string, here = 0, lastAt?: number) => ({ id, name: id, about: "", here, lastAt });

test("people come before messages, newer before older, empty last", () => {
  const list = [channel("empty"), channel("old", 0, 1), channel("busy", 3, 1), channel("new", 0, 9)];
  expect(list.toSorted(byAliveness).map(({ id }) => id)).toEqual(["busy", "new", "old", "empty"]);
});

test("a row stays in its place while its numbers change", () => {
  const first = keepOrder([], [channel("a", 1), channel("b", 2)]);
  expect(first).toEqual(["b", "a"]);
  expect(keepOrder(first, [channel("a", 9), channel("b")])).toEqual(["b", "a"]);
});

test("a new channel comes first, an archived one goes", () => {
  expect(keepOrder(["b", "a"], [channel("a"), channel("c")])).toEqual(["c", "a"]);
});

test("the filter looks for words without case and accents, in the name and in the about", () => {
  const cafe = { name: "Café", about: "Coffee and cake" };
  expect(matches(cafe, "cafe")).toBe(true);
  expect(matches(cafe, "  CAKE caf ")).toBe(true);
  expect(matches(cafe, "#café")).toBe(true);
  expect(matches(cafe, "tea")).toBe(false);
});
