import { expect, test } from "vitest";
import { Visit } from "./visit.ts";

test("the line stands after what was read before", () => {
  expect(new Visit(5, 9).lineAfter.value).toBe(5);
  expect(new Visit(9, 9).lineAfter.value).toBeUndefined();
  expect(new Visit(undefined, 9).lineAfter.value).toBeUndefined();
});

test("what arrives before one's eyes gets no line", () => {
  const visit = new Visit(9, 9);
  visit.arrived(10);
  expect(visit.lineAfter.value).toBeUndefined();
});

test("what arrives while one looks away does, before the first of it", () => {
  const visit = new Visit(9, 9);
  visit.lookedAway(9);
  visit.arrived(10);
  visit.arrived(11);
  visit.lookedBack();
  visit.arrived(12);
  expect(visit.lineAfter.value).toBe(9);
});

test("looking away clears a line that was read past, and keeps one that was not", () => {
  const readOn = new Visit(5, 9);
  readOn.lookedAway(9);
  expect(readOn.lineAfter.value).toBeUndefined();
  const notYet = new Visit(5, 9);
  notYet.lookedAway(5);
  expect(notYet.lineAfter.value).toBe(5);
});

test("clearing holds", () => {
  const visit = new Visit(5, 9);
  visit.clear();
  visit.arrived(10);
  expect(visit.lineAfter.value).toBeUndefined();
});
