import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";

/** Opens a database that nobody uses. Only what a log beside the file still holds is written into the file. */
export function openUnused(file: string): DatabaseSync {
  if (existsSync(`${file}-wal`) || existsSync(`${file}-journal`)) return new DatabaseSync(file);
  return openWithoutLog(file);
}

/** Opens a database to read, in a way that neither looks for a log beside the file nor makes one. */
export function openWithoutLog(file: string): DatabaseSync {
  const url = pathToFileURL(file);
  url.search = "immutable=1";
  return new DatabaseSync(url, { readOnly: true });
}
