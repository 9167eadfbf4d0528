import { stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { DATABASE_FILE } from "../db/data-files.ts";

/** What lies in the data folder, in bytes. `free` is what is left of its disk for this user. */
export interface DataFigures {
  database: number;
  wal: number;
  free: number;
}

/** Looks at the data folder. What is not there counts as 0. */
export async function readDataFigures(dataDir: string): Promise<DataFigures> {
  const size = (file: string): Promise<number> =>
    stat(file).then(
      (found) => found.size,
      () => 0,
    );
  const file = join(dataDir, DATABASE_FILE);
  const [database, wal, free] = await Promise.all([
    size(file),
    size(`${file}-wal`),
    statfs(dataDir).then(
      ({ bavail, bsize }) => bavail * bsize,
      () => 0,
    ),
  ]);
  return { database, wal, free };
}
