/** SQLite's primary and extended result codes that the program tells apart (sqlite.org/rescode.html). */
const SQLITE_FULL = 13;
const SQLITE_IOERR = 10;
const SQLITE_CONSTRAINT_UNIQUE = 2067;

/** A statement that the database refused. */
export class DatabaseFailure extends Error {
  readonly errcode: number;

  constructor(message: string, errcode: number) {
    super(message);
    this.name = "DatabaseFailure";
    this.errcode = errcode;
  }

  /** A unique index already holds the value. */
  get isConflict(): boolean {
    return this.errcode === SQLITE_CONSTRAINT_UNIQUE;
  }

  /** No room on the disk (a full disk also shows as a failed write). */
  get isFull(): boolean {
    const primary = this.errcode & 0xff;
    return primary === SQLITE_FULL || primary === SQLITE_IOERR;
  }
}
