import { copyFileSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { renewEpoch } from "../db/epoch.ts";
import { DATABASE_FILE, openDatabase } from "../db/open-database.ts";
import { OperatorError } from "../operator-error.ts";
import { type Command, UsageError } from "./command.ts";

/**
 * Puts a backup in the place of the data folder's database, with a new epoch, so that clients forget what the backup does
 * not know (MSG-6). A database that is there already is kept beside it, and only replaced when told so.
 */
async function run(args: string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: { replace: { type: "boolean" } },
  });
  const [backup, ...more] = positionals;
  if (!backup || more.length > 0) throw new UsageError();
  if (!existsSync(backup)) throw new OperatorError(`There is no file ${backup}.`);
  const { dataDir } = readConfig(process.env);
  const file = join(dataDir, DATABASE_FILE);
  if (existsSync(file) && !values.replace) {
    throw new OperatorError(
      `${file} is there already: add --replace to put the backup in its place (it is kept as ${file}.replaced).`,
    );
  }
  mkdirSync(dataDir, { recursive: true });
  if (existsSync(file)) {
    // Opened and closed, so that everything in its log is in the file that is kept.
    await (await openDatabase(dataDir)).close();
    copyFileSync(file, `${file}.replaced`);
  }
  for (const ending of ["", "-wal", "-shm"]) rmSync(file + ending, { force: true });
  copyFileSync(backup, file);
  const database = await openDatabase(dataDir);
  await renewEpoch(database.db);
  await database.close();
  console.log(`Restored ${backup} into ${dataDir}.`);
}

export const command: Command = {
  summary: "puts a backup in place, with Parlor stopped",
  usage: "restore BACKUP.db [--replace]",
  run,
};
