import { existsSync, statSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { OperatorError } from "../../operator-error.ts";
import type { ForeignAuthor, Intake } from "../intake.ts";
import { htmlText } from "./html-text.ts";
import { textOf } from "./json-values.ts";
import type { Wanted } from "./source.ts";

const MESSAGES = `
  select messages.id, room_id as room, creator_id as creator, messages.created_at as at, body, users.name as name,
    (select group_concat(filename, char(10)) from active_storage_attachments
      join active_storage_blobs on active_storage_blobs.id = blob_id
      where active_storage_attachments.record_type = 'Message' and record_id = messages.id and active_storage_attachments.name = 'attachment'
    ) as files
  from messages
  left join users on users.id = creator_id
  left join action_text_rich_texts on action_text_rich_texts.record_type = 'Message'
    and action_text_rich_texts.record_id = messages.id and action_text_rich_texts.name = 'body'
  where room_id = ? order by messages.id`;

/** Campfire's database, storage/db/production.sqlite3. Source: its `db/schema.rb`. Only open rooms are read. */
export async function readCampfire(path: string, intake: Intake, wanted: Wanted): Promise<void> {
  const db = openReadOnly(path);
  try {
    read(db, intake, wanted);
  } catch (failure) {
    const { message } = failure as Error;
    if (isParlors(db)) throw new OperatorError(`${path} is a Parlor database: \`parlor restore\` puts it in place.`);
    throw new OperatorError(`${path} is not a Campfire database, or is damaged (${message}).`, { cause: failure });
  } finally {
    db.close();
  }
}

function read(db: DatabaseSync, intake: Intake, wanted: Wanted): void {
  const people = new Map(
    db
      .prepare("select id, name from users")
      .all()
      .map((user) => [textOf(user["id"]), textOf(user["name"])]),
  );
  const messages = db.prepare(MESSAGES);
  for (const room of db.prepare("select id, name, type from rooms order by id").all()) {
    const [key, name, type] = [textOf(room["id"]), textOf(room["name"]), textOf(room["type"])];
    if (type !== "Rooms::Open")
      intake.report.leave(type === "Rooms::Direct" ? "direct conversations" : "private channels");
    else if (!wanted(name)) intake.report.leave("other channels");
    else {
      intake.channel({ key, name });
      for (const row of messages.iterate(key)) {
        const author: ForeignAuthor = {
          key: `campfire ${textOf(row["creator"])} ${textOf(row["name"])}`,
          name: textOf(row["name"]),
        };
        intake.message({
          where: `message ${textOf(row["id"])}`,
          channel: key,
          at: row["at"],
          author,
          text: htmlText(textOf(row["body"]), (id) => people.get(id)),
          files: textOf(row["files"]).split("\n"),
        });
      }
    }
  }
  const boosts = db.prepare("select count(*) as count from sqlite_master where name = 'boosts'").get();
  if (boosts?.["count"] === 1)
    intake.report.leave("reactions", Number(db.prepare("select count(*) as count from boosts").get()?.["count"]));
}

function isParlors(db: DatabaseSync): boolean {
  try {
    return db.prepare("select 1 from sqlite_schema where name = 'kysely_migration'").get() !== undefined;
  } catch {
    return false;
  }
}

/** SQLite would make files of its own beside a database in WAL mode; where nobody writes it need not. */
function openReadOnly(path: string): DatabaseSync {
  const url = pathToFileURL(path);
  const log = `${path}-wal`;
  if (!existsSync(log) || statSync(log).size === 0) url.searchParams.set("immutable", "1");
  return new DatabaseSync(url, { readOnly: true });
}
