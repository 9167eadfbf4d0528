import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Database, openDatabase } from "../db/open-database.ts";

/** A folder of this test's own, gone when the test's scope ends. */
export function tempFolder(): { path: string; [Symbol.dispose](): void } {
  const path = mkdtempSync(join(tmpdir(), "parlor-test-"));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A real database in a folder of its own. Close it with `await using`. */
export async function tempDatabase(): Promise<Database & AsyncDisposable & { folder: string }> {
  const folder = tempFolder();
  const database = await openDatabase(folder.path);
  return {
    ...database,
    folder: folder.path,
    async [Symbol.asyncDispose]() {
      await database.close();
      folder[Symbol.dispose]();
    },
  };
}
