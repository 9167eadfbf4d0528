import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { nameTableFile } from "./make-name-table.ts";
import { readNameTable } from "./read-name-table.ts";

const committed = JSON.parse(readFileSync(nameTableFile, "utf8")) as ReturnType<typeof readNameTable>;

test.runIf(process.versions.unicode === committed.unicode)(
  "NAME-2 the table of look-alikes is the one in a Node of its version of Unicode",
  () => {
    expect(readNameTable()).toEqual(committed);
  },
);

test("NAME-2 the table is no older than Unicode 17", () => {
  expect(Number(committed.unicode)).toBeGreaterThanOrEqual(17);
});
