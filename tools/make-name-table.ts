/**
 * Writes the table by which names are compared (people/unicode-table.json), from the ICU data inside the Node binary that runs
 * this: Unicode's confusables.txt and the code points of that version. Run it with `node tools/make-name-table.ts` after Node
 * has moved to a later Unicode; the server then compares every stored name by the new table when it next starts.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readNameTable } from "./read-name-table.ts";

export const nameTableFile = join(import.meta.dirname, "../packages/server/src/people/unicode-table.json");

if (import.meta.main) writeFileSync(nameTableFile, `${JSON.stringify(readNameTable(), undefined, 2)}\n`);
