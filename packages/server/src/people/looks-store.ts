import type { Database } from "../db/open-database.ts";
import type { Db } from "../db/schema.ts";
import type { Statement } from "../db/sqlite-job.ts";
import type { NameLooks } from "./name-looks.ts";

const VERSION_KEY = "name_looks";
/** Rows in one statement: enough to be quick, few enough for a short parameter. */
const ROWS = 1_000;

type Looked = { id: string } & NameLooks;

export async function readLooksVersion(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom("meta").select("value").where("key", "=", VERSION_KEY).executeTakeFirst();
  return row?.value;
}

/** All names, the one with the older claim first. An archived channel has given its name back, so it has no claim. */
export async function namesByAge(db: Db) {
  const channels = (isListed: boolean) =>
    db
      .selectFrom("channel")
      .select(["id", "name"])
      .where("archived_at", isListed ? "is" : "is not", null)
      .orderBy("created_at")
      .orderBy("id")
      .execute();
  const [people, listed, archived, former] = await Promise.all([
    // Bots have no looks: their names are nobody's (HOOK-5).
    db
      .selectFrom("person")
      .select(["id", "name"])
      .where("bot", "=", 0)
      .orderBy("imported")
      .orderBy("created_at")
      .orderBy("id")
      .execute(),
    channels(true),
    channels(false),
    db.selectFrom("former_name").select(["person_id as id", "rev", "name"]).execute(),
  ]);
  return { people, listed, archived, former };
}

/** Replaces the looks of all these rows at once, and remembers their version. */
export async function writeLooks(
  { db, transact }: Database,
  names: { people: Looked[]; channels: Looked[]; former: (Looked & { rev: number })[] },
  version: string,
): Promise<void> {
  await transact([
    // Rows may exchange looks, and a unique index judges each row as it changes.
    ...["person", "channel"].map(cleared),
    ...inBatches(names.people).map((rows) => written("person", "person.id = new.id", rows)),
    ...inBatches(names.channels).map((rows) => written("channel", "channel.id = new.id", rows)),
    ...inBatches(names.former).map((rows) =>
      written("former_name", "former_name.person_id = new.id and former_name.rev = new.rev", rows),
    ),
    db
      .insertInto("meta")
      .values({ key: VERSION_KEY, value: version })
      .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: version })),
  ]);
}

/** Looks that no name has, in every row: a private-use character (U+E000) and the id. */
function cleared(table: string): Statement {
  const temporary = "char(57344) || id";
  const sql = `update ${table} set name_folded = ${temporary}, name_shape = ${temporary}, name_reading = ${temporary}`;
  return { sql, parameters: [] };
}

function written(table: string, same: string, rows: Looked[]): Statement {
  const field = (name: string) => `json_extract(value, '$.${name}') as ${name}`;
  const sql = `
    update ${table} set name_folded = new.folded, name_shape = new.shape, name_reading = new.reading
    from (select ${["id", "rev", "folded", "shape", "reading"].map(field).join(", ")} from json_each(?)) as new
    where ${same}`;
  return { sql, parameters: [JSON.stringify(rows)] };
}

function inBatches<T>(rows: T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, n) => rows.slice(n * ROWS, (n + 1) * ROWS));
}
