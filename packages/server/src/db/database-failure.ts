/** SQLite's primary and extended result codes that the program tells apart (sqlite.org/rescode.html). */
const SQLITE_FULL = 13;
/** I/O errors of growing or writing a file: what a disk without room looks like below SQLite. */
const NO_ROOM = new Set([10 | (3 << 8), 10 | (4 << 8), 10 | (6 << 8), 10 | (19 << 8)]);
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

  /** No room on the disk. */
  get isFull(): boolean {
    return (this.errcode & 0xff) === SQLITE_FULL || NO_ROOM.has(this.errcode);
  }
}
