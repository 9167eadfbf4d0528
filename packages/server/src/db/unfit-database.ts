import { OperatorError } from "../operator-error.ts";

/** The database was made by a later program, which has run the migration `unknown`; `by` is its version, where that is noted. */
export class NewerDatabase extends OperatorError {
  constructor(unknown: string, by: string | undefined) {
    const wanted = by === undefined ? "a newer Parlor" : `Parlor ${by} or a later one`;
    super(`The database is newer than this program (it has had "${unknown}"): start ${wanted}.`);
  }
}

/** The file has tables, and none of them is Parlor's. */
export class ForeignDatabase extends OperatorError {
  constructor(file: string) {
    super(`${file} is the database of another program: set DATA_DIR to Parlor's folder.`);
  }
}
