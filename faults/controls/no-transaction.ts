/** Migrations in one transaction off: an upgrade that is killed leaves some of its tables, and no later start can finish it. */
import { replaceSource } from "./replace-source.ts";

replaceSource("packages/server/src/db/sqlite-dialect.ts", [
  [
    "supportsTransactionalDdl(): boolean {\n    return true;",
    "supportsTransactionalDdl(): boolean {\n    return false;",
  ],
  // As on a slow disk, so that few kills are enough to hit between two statements.
  [
    "    const [result] = await",
    "    await new Promise((resolve) => setTimeout(resolve, 12));\n    const [result] = await",
  ],
]);
