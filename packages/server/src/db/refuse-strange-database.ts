import { lstatSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "../operator-error.ts";
import { DATABASE_FILE } from "./data-files.ts";

/**
 * Why what a data folder has in place of a database cannot be one; undefined for a file, and for nothing. The lock is in the folder of
 * a link, so a second server could open the same database through another folder; and copies would be made beside the link. To open
 * a pipe would wait for ever.
 */
export function strangeDatabase(dataDir: string): string | undefined {
  const current = join(dataDir, DATABASE_FILE);
  const stat = lstatSync(current, { throwIfNoEntry: false });
  if (!stat || stat.isFile()) return undefined;
  if (stat.isSymbolicLink()) return `${current} is a link: set DATA_DIR to the folder that it leads to.`;
  const what = stat.isDirectory() ? "a folder and not a file" : "no file that can hold data";
  return `${current} is ${what}: move it away, or set DATA_DIR to another folder.`;
}

/** Throws OperatorError when a data folder has a link, a folder or the like in place of its database. */
export function refuseStrangeDatabase(dataDir: string): void {
  const problem = strangeDatabase(dataDir);
  if (problem !== undefined) throw new OperatorError(problem);
}
