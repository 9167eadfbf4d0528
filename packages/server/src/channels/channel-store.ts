import type { Channel, ChannelId, PersonId, Pulse } from "@parlor/protocol";
import { sql } from "kysely";
import type { Database } from "../db/open-database.ts";
import { IMPORTED_KEY } from "../db/procedures/append-messages.ts";
import type { ChannelRow, CountedChannelRow, Db, NewChannelRow } from "../db/schema.ts";
import { looksColumns } from "../people/looks-columns.ts";
import type { NameLooks } from "../people/name-looks.ts";

/** A channel as the wire shows it. */
export function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    name: row.name,
    about: row.about,
    ...(row.created_by && { createdBy: row.created_by }),
    createdAt: row.created_at,
    rev: row.rev,
    isDefault: row.is_default === 1,
  };
}

export function toPulse(row: Pick<CountedChannelRow, "id" | "head" | "last_at" | "imported">, here: number): Pulse {
  return {
    channelId: row.id,
    head: row.head,
    ...(row.last_at !== null && { lastAt: row.last_at }),
    ...(row.imported !== null && { imported: Number(row.imported) }),
    here,
  };
}

/** As a time that a Date can hold: a larger integer could not be read, and would cost the whole list. */
const lastAt = sql<number | null>`min(log.last_at, 8640000000000000)`.as("last_at");

/** How `meta` names a channel's last imported message. */
const importedKey = sql<string>`${sql.lit(IMPORTED_KEY)} || channel.id`;

/** Makes a channel and its log. Rejects with a conflict when a listed channel has a name that looks like it. */
export async function insertChannel({ db, transact }: Database, row: NewChannelRow): Promise<void> {
  await transact([
    db.insertInto("log").values({ id: row.id, head: 0, last_at: null, closed_at: null }),
    db.insertInto("channel").values(row),
  ]);
}

export function renameChannelRow(db: Db, id: ChannelId, name: string, looks: NameLooks, about: string | undefined) {
  return db
    .updateTable("channel")
    .set((e) => ({
      name,
      ...looksColumns(looks),
      rev: e("rev", "+", 1),
      ...(about !== undefined && { about }),
    }))
    .where("id", "=", id)
    .where("archived_at", "is", null)
    .returningAll()
    .executeTakeFirst();
}

/** From this commit on nothing is stored in it any more (CH-7). */
export async function archiveChannelRow({ db, transact }: Database, id: ChannelId, at: number): Promise<void> {
  await transact([
    db.updateTable("channel").set({ archived_at: at }).where("id", "=", id).where("archived_at", "is", null),
    db.updateTable("log").set({ closed_at: at }).where("id", "=", id).where("closed_at", "is", null),
  ]);
}

export function listedChannels(db: Db): Promise<CountedChannelRow[]> {
  return db
    .selectFrom("channel")
    .innerJoin("log", "log.id", "channel.id")
    .leftJoin("meta", (join) => join.on("meta.key", "=", importedKey))
    .selectAll("channel")
    .select(["log.head", lastAt, "meta.value as imported"])
    .where("archived_at", "is", null)
    .orderBy("created_at")
    .execute();
}

export function listedChannel(db: Db, id: ChannelId): Promise<ChannelRow | undefined> {
  return db.selectFrom("channel").selectAll().where("id", "=", id).where("archived_at", "is", null).executeTakeFirst();
}

export function channelByLooks(db: Db, looks: NameLooks): Promise<ChannelRow | undefined> {
  return db
    .selectFrom("channel")
    .selectAll()
    .where((e) =>
      e.or([
        e("name_folded", "=", looks.folded),
        e("name_shape", "=", looks.shape),
        e("name_reading", "=", looks.reading),
      ]),
    )
    .where("archived_at", "is", null)
    .executeTakeFirst();
}

/** Makes a listed channel the one where newcomers land. */
export async function makeDefaultChannel(db: Db, id: ChannelId): Promise<void> {
  await db
    .updateTable("channel")
    .set((e) => ({ is_default: 1, rev: e("rev", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** How many channels are listed, and how many of them this person made. */
export function countChannels(db: Db, by: PersonId): Promise<{ inAll: number; own: number }> {
  return db
    .selectFrom("channel")
    .select((e) => [
      e.fn.countAll<number>().as("inAll"),
      e.fn.countAll<number>().filterWhere("created_by", "=", by).as("own"),
    ])
    .where("archived_at", "is", null)
    .executeTakeFirstOrThrow();
}

/** Heads of these channels as they are on disk now; of what is no channel, none. */
export function channelHeads(db: Db, ids: ChannelId[]) {
  return db
    .selectFrom("channel")
    .innerJoin("log", "log.id", "channel.id")
    .leftJoin("meta", (join) => join.on("meta.key", "=", importedKey))
    .select(["channel.id", "log.head", lastAt, "meta.value as imported"])
    .where("channel.id", "in", ids)
    .where("archived_at", "is", null)
    .execute();
}
