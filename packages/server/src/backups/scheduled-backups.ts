import { type SavedCopy, savedCopies } from "../db/data-files.ts";
import { openWithoutLog } from "../db/open-unused.ts";

/**
 * The scheduled backups of the server whose database has this place id, in the order in which they are kept. A file of that name
 * that is another Parlor's, because two share a backup folder, or that is no database, is none of them. One from the future was
 * made before the clock was set back, so it comes after all others: it must neither push out newer ones nor stay for ever.
 */
export function scheduledBackups(dataDir: string, placeId: string, now = Date.now()): SavedCopy[] {
  const own = savedCopies(dataDir).filter(({ kind, path }) => kind === "scheduled" && placeIdIn(path) === placeId);
  return [...own.filter(({ at }) => at <= now), ...own.filter(({ at }) => at > now)];
}

function placeIdIn(path: string): string | undefined {
  let db: ReturnType<typeof openWithoutLog> | undefined;
  try {
    db = openWithoutLog(path);
    return db.prepare("select value from meta where key = 'place'").get()?.["value"]?.toString();
  } catch {
    return undefined;
  } finally {
    db?.close();
  }
}
