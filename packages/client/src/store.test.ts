import { expect, test } from "vitest";
import { Cell } from "./store.ts";

test("a listener hears of changes only, until it leaves", () => {
  const cell = new Cell(1);
  const heard: number[] = [];
  const leave = cell.subscribe((value) => heard.push(value));
  cell.set(1);
  cell.set(2);
  leave();
  cell.set(3);
  expect(heard).toEqual([2]);
});

test("a value set by a listener is the last one every listener hears", () => {
  const cell = new Cell(1);
  const heard: number[] = [];
  cell.subscribe((value) => {
    if (value === 2) cell.set(3);
  });
  cell.subscribe((value) => heard.push(value));
  cell.set(2);
  expect(heard.at(-1)).toBe(3);
});
