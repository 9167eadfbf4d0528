import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { copyDatabase } from "./copy-database.ts";
import { removePartials } from "./complete-file.ts";
import { MADE_ALONE, newPath, type SavedCopy, savedCopies } from "./data-files.ts";

/** Upgrades whose copy is kept; docs/self-hosting.md says so. */
export const KEPT_UPGRADES = 3;

/** The copy that an upgrade begins with. */
export interface UpgradeCopy {
  /** The upgrade went through: removes the copies that the rule keeps no longer. */
  keep(): void;
  /** The upgrade failed and left the database as it was, so this copy has nothing that the database has not. */
  remove(): void;
}

/** Copies the database beside itself, as `parlor-before-<migration>-<time>.db`. The caller has the data folder alone. */
export async function copyBeforeUpgrade(file: string, migration: string): Promise<UpgradeCopy> {
  const folder = dirname(file);
  removePartials(folder, MADE_ALONE);
  const path = newPath(folder, `parlor-before-${migration}`);
  await copyDatabase(file, path, { what: "the copy before the upgrade" });
  return {
    // After the clock was set back, copies from the future look newer than this one.
    keep: () =>
      staleUpgradeCopies(savedCopies(folder))
        .filter((copy) => copy.path !== path)
        .forEach((copy) => rmSync(copy.path, { force: true })),
    remove: () => rmSync(path, { force: true }),
  };
}

/** All but the newest copy of each of the last upgrades; a start that was killed and tried again may have left several of one. */
export function staleUpgradeCopies(newestFirst: SavedCopy[]): SavedCopy[] {
  const kept = new Set<string>();
  return newestFirst.filter(({ kind, migration = "" }) => {
    if (kind !== "upgrade") return false;
    if (kept.has(migration) || kept.size === KEPT_UPGRADES) return true;
    kept.add(migration);
    return false;
  });
}
