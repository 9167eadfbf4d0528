import type { SqliteThread } from "./sqlite-thread.ts";

/** The row that names the version of Parlor whose server used the database last. */
export const USED_BY_SQL = "select value from meta where key = 'parlor_version'";

/** The version of Parlor that served this database last; undefined when it did not note that yet. */
export async function readUsedBy(thread: SqliteThread): Promise<string | undefined> {
  const [found] = await thread.run([{ sql: USED_BY_SQL, parameters: [] }]);
  return (found?.rows as { value: string }[] | undefined)?.[0]?.value;
}

/** Notes the version, so that an operator with an older program reads which one to start. Writes only when it changes. */
export async function noteUsedBy(thread: SqliteThread, version: string): Promise<void> {
  if ((await readUsedBy(thread)) === version) return;
  const sql =
    "insert into meta (key, value) values ('parlor_version', ?) on conflict (key) do update set value = excluded.value";
  await thread.run([{ sql, parameters: [version] }], { transaction: true });
}
