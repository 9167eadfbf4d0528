import { accessSync, constants, existsSync } from "node:fs";
import { join } from "node:path";
import { type Compilable, Kysely } from "kysely";
import type { Commits, Reads } from "./procedures/index.ts";
import { removePartials } from "./complete-file.ts";
import { DATABASE_FILE, MADE_ALONE } from "./data-files.ts";
import { readEpoch } from "./epoch.ts";
import { rememberFile } from "./file-identity.ts";
import { FolderLock, type FolderUse } from "./folder-lock.ts";
import { isOfAnotherProgram } from "./is-of-another-program.ts";
import { firstPending, migrate } from "./migrate.ts";
import { createPrivate, keepPrivate } from "./private-files.ts";
import { refuseStrangeDatabase } from "./refuse-strange-database.ts";
import type { Schema } from "./schema.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import type { Statement } from "./sqlite-job.ts";
import { SqliteThread } from "./sqlite-thread.ts";
import { finishSwap, isSwapDecided } from "./swap-database.ts";
import { ForeignDatabase } from "./unfit-database.ts";
import { noteUsedBy } from "./used-by.ts";
import { version } from "../version.ts";

/** The open store: queries through Kysely, and whole transactions in one trip to the writing thread. */
export interface Database {
  readonly db: Kysely<Schema>;
  /** Random per database; `npm run restore` renews it (MSG-6). */
  readonly epoch: string;
  /** Commits all statements together; once it resolves they are on disk. Rejects with DatabaseFailure, then none is. */
  transact(statements: (Compilable | Statement)[]): Promise<unknown[][]>;
  /** Runs reads in one trip, with no commit of this process between them. */
  read(statements: (Compilable | Statement)[]): Promise<unknown[][]>;
  /** Runs a procedure as one transaction; once it resolves it is on disk. Rejects with DatabaseFailure, then nothing is. */
  commit<N extends keyof Commits>(name: N, input: Commits[N][0]): Promise<Commits[N][1]>;
  /** Runs a procedure that reads. */
  ask<N extends keyof Reads>(name: N, input: Reads[N][0]): Promise<Reads[N][1]>;
  /** Whether the open file is still the one in the data folder. */
  isInPlace(): Promise<boolean>;
  /** Resolves when the database is lost while open; the process can only end then. */
  readonly lost: Promise<Error>;
  /** Files and folders that other users could read, and that this open closed to them. */
  readonly tightened: readonly string[];
  /** Migrations that this open ran; all there are for a new database. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens (and at first makes) the SQLite file in `dataDir`, and brings it to this program's schema. The data folder is locked
 * until `close`: as the `server` there is one at a time, and commands open it `beside`. Rejects with FolderInUse if another
 * program uses the folder in a way that does not go with that, and with OperatorError if the file is a symbolic link.
 */
export async function openDatabase(dataDir: string, use: Exclude<FolderUse, "alone"> = "beside"): Promise<Database> {
  const tightened = keepPrivate(dataDir);
  accessSync(dataDir, constants.W_OK);
  refuseStrangeDatabase(dataDir);
  const lock = await FolderLock.take(dataDir, use);
  try {
    while (isSwapDecided(dataDir)) {
      await lock.change("alone");
      finishSwap(dataDir);
      await lock.change(use);
    }
    if (use === "server") removePartials(dataDir, MADE_ALONE);
    return { ...(await openLocked(dataDir, lock, use)), tightened };
  } catch (failure) {
    lock.release();
    throw failure;
  }
}

async function openLocked(dataDir: string, lock: FolderLock, use: FolderUse): Promise<Omit<Database, "tightened">> {
  const file = join(dataDir, DATABASE_FILE);
  // Parlor's tables among those of another program would be in the way of both.
  if (existsSync(file) && isOfAnotherProgram(file)) throw new ForeignDatabase(file);
  createPrivate(file);
  const thread = await SqliteThread.open(file);
  const close = async (): Promise<void> => {
    await thread.close();
    lock.release();
  };
  try {
    const db = new Kysely<Schema>({ dialect: sqliteDialect(thread) });
    let migrated: string[] = [];
    if (await firstPending(thread)) {
      // While the lock changes the file stays open, and a restore refuses a file that somebody has open.
      await lock.change("alone");
      migrated = await migrate(db, thread, file);
      await lock.change(use);
    }
    if (use === "server") await noteUsedBy(thread, version);
    const run = async (statements: (Compilable | Statement)[], transaction: boolean) => {
      const compiled = statements.map((statement) => ("compile" in statement ? statement.compile() : statement));
      const plain = compiled.map(({ sql, parameters }) => ({ sql, parameters }));
      return (await thread.run(plain, { transaction })).map((result) => result.rows);
    };
    return {
      db,
      epoch: await readEpoch(db),
      transact: (statements) => run(statements, true),
      read: (statements) => run(statements, false),
      commit: (name, input) => thread.commit(name, input),
      ask: (name, input) => thread.read(name, input),
      isInPlace: await rememberFile(file),
      lost: thread.died,
      migrated,
      close,
    };
  } catch (failure) {
    await close();
    throw failure;
  }
}
