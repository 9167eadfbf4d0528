/**
 * Makes a data folder as an earlier Parlor left it: the real first migrations, and rows. Also a program, for tests that may
 * only look at the server from outside: `node old-database.ts FOLDER MIGRATIONS [MESSAGES]`.
 */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Kysely } from "kysely";
import { Migrator } from "kysely/migration";
import { migrations } from "../db/migrations/index.ts";
import { sqliteDialect } from "../db/sqlite-dialect.ts";
import { SqliteThread } from "../db/sqlite-thread.ts";
import { hashToken } from "../people/session-token.ts";

const PEOPLE = 5;

/** The token that the first person's browser has. */
export const OLD_TOKEN = "old-token-old-token-old-token-old-token-old";
export const OLD_CHANNEL = "0123456789ab";

const uuid = (kind: string, n: number): string =>
  `${kind.padStart(8, "0")}-0000-7000-8000-${String(n).padStart(12, "0")}`;

/** Leaves a database with the first `applied` migrations in `folder`, and says how many messages are in it. */
export async function oldDatabase(folder: string, applied: number, messages = 200): Promise<{ messages: number }> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "parlor.db");
  const thread = await SqliteThread.open(file);
  const first = Object.fromEntries(Object.entries(migrations).slice(0, applied));
  const db = new Kysely({ dialect: sqliteDialect(thread) });
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => first } }).migrateToLatest();
  await thread.close();
  if (error) throw error instanceof Error ? error : new Error("a migration failed", { cause: error });
  fill(file, messages);
  return { messages };
}

/** Plain SQL of the first migration's schema, which never changes; today's stores may know newer columns. */
function fill(file: string, messages: number): void {
  const db = new DatabaseSync(file);
  db.exec("begin");
  db.exec("insert into meta values ('epoch', '00000000deadbeef')");
  for (let n = 0; n < PEOPLE; n++) {
    const name = `Old ${"abcdefgh"[n]}`;
    db.prepare("insert into person (id, name, name_folded, name_shape, created_at) values (?, ?, ?, ?, ?)").run(
      uuid("a", n),
      name,
      name.toLowerCase(),
      name.toLowerCase(),
      1_700_000_000_000 + n,
    );
    const token = n === 0 ? OLD_TOKEN : `${OLD_TOKEN.slice(0, -1)}${n}`;
    db.prepare("insert into session (id, person_id, token_hash, created_at) values (?, ?, ?, ?)").run(
      uuid("b", n),
      uuid("a", n),
      hashToken(token),
      1_700_000_000_000 + n,
    );
  }
  db.prepare("insert into log (id, head, last_at) values (?, ?, ?)").run(OLD_CHANNEL, messages, 1_700_000_100_000);
  db.prepare(
    "insert into channel (id, name, name_folded, name_shape, created_at, is_default) values (?, 'old', 'old', 'old', ?, 1)",
  ).run(OLD_CHANNEL, 1_700_000_000_000);
  const insert = db.prepare("insert into message values (?, ?, ?, ?, ?, ?, ?)");
  for (let seq = 1; seq <= messages; seq++) {
    const n = seq % PEOPLE;
    insert.run(OLD_CHANNEL, seq, uuid("a", n), uuid("b", n), uuid("c", seq), 1_700_000_000_000 + seq, `message ${seq}`);
  }
  db.exec("commit");
  db.close();
}

if (import.meta.main) {
  const [folder = "", applied = "1", messages = "200"] = process.argv.slice(2);
  await oldDatabase(folder, Number(applied), Number(messages));
}
