import { join } from "node:path";
import { backup, DatabaseSync } from "node:sqlite";
import type { ChannelId, Seq } from "@parlor/protocol";
import type { Row, Stored } from "../checker/evidence.ts";

/** Reads the data folder's database from outside, as an operator with the sqlite3 program would; the server may run. */
function withDatabase<T>(dataDir: string, look: (db: DatabaseSync) => T, file = "parlor.db"): T {
  const db = new DatabaseSync(join(dataDir, file), { readOnly: true });
  try {
    db.exec("PRAGMA busy_timeout = 5000");
    return look(db);
  } finally {
    db.close();
  }
}

export function readStored(dataDir: string, file?: string): Stored {
  const read = (db: DatabaseSync): Stored => {
    const { value } = db.prepare("select value from meta where key = 'epoch'").get() as { value: string };
    const rows = db.prepare(
      `select channel_id as channelId, seq, session_id as session, client_id as clientId from message order by channel_id, seq`,
    );
    return { epoch: value, rows: rows.all() as unknown as Row[] };
  };
  return withDatabase(dataDir, read, file);
}

/** The ids of every person, session, channel and private conversation. */
export function knownIds(dataDir: string): ReadonlySet<string> {
  return withDatabase(dataDir, (db) => {
    const rows = db.prepare("select id from person union select id from session union select id from log").all();
    return new Set((rows as { id: string }[]).map(({ id }) => id));
  });
}

/** SQLite's online backup, as the sqlite3 program's `.backup` makes it, of a running server's file. */
export async function backUp(dataDir: string, to: string): Promise<void> {
  const db = new DatabaseSync(join(dataDir, "parlor.db"), { readOnly: true });
  try {
    await backup(db, to);
  } finally {
    db.close();
  }
}

/** The highest seq of each channel that has messages. */
export function readHeads(dataDir: string): Map<ChannelId, Seq> {
  return withDatabase(dataDir, (db) => {
    const rows = db.prepare("select channel_id as id, max(seq) as head from message group by channel_id").all();
    return new Map((rows as { id: string; head: number }[]).map(({ id, head }) => [id, head]));
  });
}

/** SQLite's own judgement of the file: "ok" when nothing is wrong. */
export function integrity(dataDir: string, file?: string): string {
  const look = (db: DatabaseSync): string => {
    const rows = db.prepare("PRAGMA integrity_check").all() as { integrity_check: string }[];
    return rows.map((row) => row.integrity_check).join("; ");
  };
  return withDatabase(dataDir, look, file);
}

/** What an upgrade must leave as it is, of the tables that the first version had. */
const lasting = [
  "select id, name from person where name like 'Old %' order by id",
  "select id, person_id, token_hash from session order by id",
  "select id, name, is_default from channel order by id",
  "select channel_id, seq, person_id, session_id, client_id, at, text from message where text like 'message %' order by channel_id, seq",
  "select value from meta where key = 'epoch'",
];

/** These rows, in words that are equal when the rows are. */
export function oldRows(dataDir: string, file?: string): string {
  return withDatabase(dataDir, (db) => JSON.stringify(lasting.map((sql) => db.prepare(sql).all())), file);
}
