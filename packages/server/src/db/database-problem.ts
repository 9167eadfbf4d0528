import type { DatabaseSync } from "node:sqlite";
import type { Unusable } from "./unusable.ts";
import { versionProblem } from "./version-problem.ts";

/** Tables that the first migration makes and the migrator keeps: without any of them a file is some other program's. */
const marks = ["kysely_migration", "meta", "person", "message"];

/** SQLite's two checks: the quick one does not compare indexes with their tables. */
type Check = "integrity_check" | "quick_check";

/** Why an open database cannot be used; undefined if it can. Throws SQLite's error if its file cannot be read. */
export async function databaseProblem(
  db: DatabaseSync,
  names: Set<string>,
  applied: string[],
  check: Check,
): Promise<Unusable | undefined> {
  if (names.size === 0) return { problem: "empty", text: "has no tables" };
  if (isForeign(names)) return { problem: "foreign", text: "is the database of another program" };
  const damage = firstDamage(db, check);
  if (damage) return { problem: "damaged", text: `is damaged (${damage})` };
  return versionProblem(applied, names);
}

/** Whether none of the tables is Parlor's. */
export const isForeign = (names: Set<string>): boolean => !marks.some((name) => names.has(name));

function firstDamage(db: DatabaseSync, check: Check): string | undefined {
  const [row] = db.prepare(`PRAGMA ${check}(1)`).all() as Record<string, string>[];
  return row?.[check] === "ok" ? undefined : row?.[check]?.trim().split("\n").at(-1);
}
