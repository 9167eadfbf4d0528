/** R1 off: the database answers at once, and commits up to a fifth of a second later. */
import { replaceSource } from "./replace-source.ts";

replaceSource("packages/server/src/db/sqlite-worker.ts", [
  [
    `const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];`,
    `const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
let late: NodeJS.Timeout | undefined;
const commitLate = () => {
  late = undefined;
  if (db.isTransaction) commit.run();
};`,
  ],
  ["  begin.run();\n", "  if (!db.isTransaction) begin.run();\n"],
  ["    commit.run();\n    return result;", "    late ??= setTimeout(commitLate, 200);\n    return result;"],
]);
