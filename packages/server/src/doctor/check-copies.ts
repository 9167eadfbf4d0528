import { type CopyKind, type SavedCopy, savedCopies } from "../db/data-files.ts";
import { KEPT_UPGRADES } from "../db/copy-before-upgrade.ts";
import { type Finding, ok } from "./finding.ts";
import { sizeText } from "./size-text.ts";

const made: Record<CopyKind, (copy: SavedCopy) => string> = {
  upgrade: ({ migration = "" }) => `before the upgrade to ${migration}`,
  replaced: () => "replaced by a restore",
  backup: () => "a backup",
  scheduled: () => "a scheduled backup",
};

/** Lists every whole copy of the database that Parlor has put aside, newest first, and says which it removes by itself. */
export function checkCopies(dataDir: string, keptBackups: number): Finding {
  const copies = savedCopies(dataDir);
  if (copies.length === 0) return ok("None is kept. `parlor backup` makes one.");
  const bytes = copies.reduce((sum, copy) => sum + copy.bytes, 0);
  return ok(
    `${copies.length} kept, ${sizeText(bytes)} in all. Parlor removes copies before upgrades but the last ${KEPT_UPGRADES}, and scheduled backups but the last ${keptBackups}; the others are yours to remove.`,
    copies.map((copy) => {
      const at = new Date(copy.at).toISOString().slice(0, 16).replace("T", " ");
      return `${at} UTC  ${sizeText(copy.bytes).padStart(8)}  ${made[copy.kind](copy)}: ${copy.path}`;
    }),
  );
}
