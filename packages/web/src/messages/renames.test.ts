import type { FormerNames, TimelineRow } from "@parlor/client";
import type { Person } from "@parlor/protocol";
import { expect, test } from "vitest";
import { renamesIn } from "./renames.ts";

const said = (seq: number, by: string): TimelineRow => ({
  is: "message",
  key: `m${seq}`,
  mine: false,
  message: { seq, by, at: seq * 100, text: "hello", clientId: `c${seq}` },
});

const bo: Person = { id: "bo", name: "Robert", rev: 2 };
const ada: Person = { id: "ada", name: "Ada", rev: 1 };
const people = new Map([bo, ada].map((person) => [person.id, person]));
const items = [said(1, "bo"), said(2, "ada"), said(3, "bo")];

/** Bo's renames: each old name with when it was given up. */
const bosNames = (...names: [string, number][]): FormerNames =>
  new Map([["bo", names.map(([name, until]) => ({ personId: "bo", name, until }))]]);

const shown = (...args: Parameters<typeof renamesIn>): string[] =>
  [...renamesIn(...args)].flatMap(([key, all]) => all.map(({ from, to }) => `${key}: ${from} > ${to}`));

test("a rename stands under the last message before it, no matter who wrote that", () => {
  expect(shown(items, bosNames(["Bo", 250]), people)).toEqual(["m2: Bo > Robert"]);
  expect(shown(items, bosNames(["Bo", 1_000]), people)).toEqual(["m3: Bo > Robert"]);
});

test("a message of the same millisecond was written before the rename", () => {
  expect(shown(items, bosNames(["Bo", 200]), people)).toEqual(["m2: Bo > Robert"]);
});

test("a person without a message before the rename has none, until older pages bring one", () => {
  expect(shown(items, bosNames(["Bo", 50]), people)).toEqual([]);
  expect(shown([said(2, "ada"), said(3, "bo")], bosNames(["Bo", 250]), people)).toEqual([]);
  expect(shown([said(2, "ada")], bosNames(["Bo", 250]), people)).toEqual([]);
});

test("two renames with a message in between are two, and lead through the name of that time", () => {
  expect(shown(items, bosNames(["Bo", 150], ["Bob", 250]), people)).toEqual(["m1: Bo > Bob", "m2: Bob > Robert"]);
});

test("two renames in a row are one, and there and back is none", () => {
  expect(shown(items, bosNames(["Bo", 240], ["Bob", 250]), people)).toEqual(["m2: Bo > Robert"]);
  expect(shown(items, bosNames(["Robert", 240], ["Bob", 250]), people)).toEqual([]);
});

test("renames of several people under one message are in their order", () => {
  const names = new Map([["ada", [{ personId: "ada", name: "Countess", until: 270 }]], ...bosNames(["Bo", 260])]);
  expect(shown(items, names, people)).toEqual(["m2: Bo > Robert", "m2: Countess > Ada"]);
});
