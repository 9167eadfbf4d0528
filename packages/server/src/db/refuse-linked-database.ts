import { lstatSync } from "node:fs";
import { join } from "node:path";
import { OperatorError } from "../operator-error.ts";
import { DATABASE_FILE } from "./data-files.ts";

/**
 * Throws OperatorError when the database of a data folder is a symbolic link. The lock is in the folder of the link, so a second
 * server could open the same database through another folder; and copies would be made beside the link.
 */
export function refuseLinkedDatabase(dataDir: string): void {
  const current = join(dataDir, DATABASE_FILE);
  if (lstatSync(current, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new OperatorError(`${current} is a link: set DATA_DIR to the folder that it leads to.`);
}
