import { dirname } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import { OperatorError } from "../operator-error.ts";
import { completeFile } from "./complete-file.ts";
import { DatabaseFailure } from "./database-failure.ts";
import { databaseBytes, needRoom } from "./need-room.ts";

/** Pages in one go, 4 MB: between two of them the thread pool takes other work. */
const PAGES_A_STEP = 1_024;

export interface CopyOptions {
  /** For the refusal's text when the disk is full, such as "a backup". */
  what: string;
  /** Called after every step; what it does slows the copy down. */
  afterStep?: () => void;
  /** Looks at the finished copy before it gets its name; throws when it is not good. */
  check?: (partial: string) => Promise<void>;
}

/**
 * Copies a database, which may be in use, with what is in its write-ahead log. `target` is complete and on disk once this
 * resolves, or not there. Throws OperatorError with one line when there is no room.
 */
export async function copyDatabase(
  source: string,
  target: string,
  { what, afterStep, check }: CopyOptions,
): Promise<void> {
  const folder = dirname(target);
  needRoom(folder, databaseBytes(source), what);
  try {
    await completeFile(target, async (partial) => {
      await copyPages(source, partial, afterStep);
      await check?.(partial);
    });
  } catch (failure) {
    const { message, errcode = 0, code } = failure as Error & { errcode?: number; code?: string };
    const isFull =
      code === "ENOSPC" || code === "EFBIG" || code === "EDQUOT" || new DatabaseFailure(message, errcode).isFull;
    if (!isFull) throw failure;
    throw new OperatorError(`There is no room left in ${folder} for ${what}. Make room, then try again.`, {
      cause: failure,
    });
  }
}

async function copyPages(source: string, target: string, afterStep: () => void = () => undefined): Promise<void> {
  const from = new DatabaseSync(source, { timeout: 5_000 });
  try {
    // One snapshot for all steps: without it SQLite begins again from the first page whenever somebody else commits.
    from.exec("BEGIN; SELECT count(*) FROM sqlite_master");
    await backup(from, target, { rate: PAGES_A_STEP, progress: afterStep });
    from.exec("COMMIT");
  } finally {
    from.close();
  }
  // The copy is in WAL mode like its source; as one plain file it can also be read from a folder that cannot be written.
  const copy = new DatabaseSync(target);
  copy.exec("PRAGMA journal_mode = DELETE");
  copy.close();
}
