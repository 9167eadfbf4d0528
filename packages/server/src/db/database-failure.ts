/** SQLite's primary and extended result codes that the program tells apart (sqlite.org/rescode.html). */
const SQLITE_FULL = 13;
/** I/O errors of growing or writing a file: what a disk without room looks like below SQLite. */
const NO_ROOM = new Set([10 | (3 << 8), 10 | (4 << 8), 10 | (6 << 8), 10 | (19 << 8)]);
const SQLITE_CONSTRAINT_UNIQUE = 2067;
const SQLITE_READONLY_DBMOVED = 1032;
/** OK (no code known), ERROR, TOOBIG, CONSTRAINT, MISMATCH, MISUSE and RANGE: the statement or its values are wrong. */
const OWN_FAULTS = new Set([0, 1, 18, 19, 20, 21, 25]);

/** A statement that the database refused. */
export class DatabaseFailure extends Error {
  /** The file was moved, deleted or replaced while it was open: what is written to it, nobody finds again. */
  static moved(): DatabaseFailure {
    return new DatabaseFailure("it was moved, deleted or replaced while Parlor ran", SQLITE_READONLY_DBMOVED);
  }

  readonly errcode: number;
  /** The database's file, where it is known. */
  readonly path: string | undefined;

  constructor(message: string, errcode: number, path?: string) {
    super(message);
    this.name = "DatabaseFailure";
    this.errcode = errcode;
    this.path = path;
  }

  /** A unique index already holds the value. */
  get isConflict(): boolean {
    return this.errcode === SQLITE_CONSTRAINT_UNIQUE;
  }

  /** The statement was good: the disk, the file or another program kept the database from running it. */
  get isOfTheSystem(): boolean {
    return !OWN_FAULTS.has(this.errcode & 0xff);
  }

  get isMoved(): boolean {
    return this.errcode === SQLITE_READONLY_DBMOVED;
  }

  /** No room on the disk. */
  get isFull(): boolean {
    return (this.errcode & 0xff) === SQLITE_FULL || NO_ROOM.has(this.errcode);
  }
}
