import {
  limits,
  type ArchivedChannel,
  type Channel,
  type ChannelId,
  type PersonId,
  type Pulse,
} from "@parlor/protocol";
import { sql } from "kysely";
import type { Database } from "../db/open-database.ts";
import { IMPORTED_KEY } from "../db/procedures/append-messages.ts";
import type { ChannelRow, CountedChannelRow, Db, NewChannelRow } from "../db/schema.ts";
import { looksColumns } from "../people/looks-columns.ts";
import type { NameLooks } from "../people/name-looks.ts";
import { toPerson } from "../people/person-store.ts";

/** A channel as the wire shows it. */
export function toChannel(row: ChannelRow): Channel {
  return {
    id: row.id,
    name: row.name,
    about: row.about,
    ...(row.created_by && { createdBy: row.created_by }),
    ...(row.owned_by && { ownedBy: row.owned_by }),
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

/** From this commit on nothing is stored in it any more (CH-7). Without `by` it was the operator. */
export async function archiveChannelRow(
  { db, transact }: Database,
  id: ChannelId,
  { at, by }: { at: number; by: PersonId | undefined },
): Promise<void> {
  const archived = { archived_at: at, archived_by: by ?? null };
  await transact([
    db.updateTable("channel").set(archived).where("id", "=", id).where("archived_at", "is", null),
    db.updateTable("log").set({ closed_at: at }).where("id", "=", id).where("closed_at", "is", null),
  ]);
}

/**
 * Opens the channel and its log again. Undefined when it is not archived. Rejects with a conflict when a listed channel has
 * this name by now.
 */
export async function restoreChannelRow(
  { db, transact }: Database,
  id: ChannelId,
  name: string,
  looks: NameLooks,
): Promise<ChannelRow | undefined> {
  const named = { name, ...looksColumns(looks) };
  const [rows] = await transact([
    db
      .updateTable("channel")
      .set((e) => ({ ...named, archived_at: null, archived_by: null, rev: e("rev", "+", 1) }))
      .where("id", "=", id)
      .where("archived_at", "is not", null)
      .returningAll(),
    db.updateTable("log").set({ closed_at: null }).where("id", "=", id),
  ]);
  return rows?.[0] as ChannelRow | undefined;
}

/** Gives a listed channel to another owner, or to nobody but the operator. */
export function setChannelOwner(db: Db, id: ChannelId, owner: PersonId | null): Promise<ChannelRow | undefined> {
  return db
    .updateTable("channel")
    .set((e) => ({ owned_by: owner, rev: e("rev", "+", 1) }))
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirst();
}

/** The archived channels of these ids, the newest 200 of this owner, or all; the last one archived first. */
export async function archivedChannels(
  db: Db,
  wanted: { ids: readonly ChannelId[] } | { owner: PersonId } | "all",
): Promise<ArchivedChannel[]> {
  let query = db
    .selectFrom("channel")
    .leftJoin("person", "person.id", "channel.archived_by")
    .selectAll("channel")
    .select(["person.name as by_name", "person.rev as by_rev"])
    .where("archived_at", "is not", null)
    .orderBy("archived_at", "desc")
    .orderBy("channel.id");
  if (wanted !== "all") {
    query =
      "ids" in wanted
        ? query.where("channel.id", "in", wanted.ids)
        : query.where("owned_by", "=", wanted.owner).limit(limits.archivedListed);
  }
  const rows = await query.execute();
  return rows.map(({ by_name: name, by_rev: rev, ...row }) => ({
    ...toChannel(row),
    archivedAt: row.archived_at ?? 0,
    ...(row.archived_by && { archivedBy: toPerson({ id: row.archived_by, name: name ?? "", rev: rev ?? 1 }) }),
  }));
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

/** How many channels are listed, and how many of them this person owns. */
export function countChannels(db: Db, by: PersonId): Promise<{ inAll: number; own: number }> {
  return db
    .selectFrom("channel")
    .select((e) => [
      e.fn.countAll<number>().as("inAll"),
      e.fn.countAll<number>().filterWhere("owned_by", "=", by).as("own"),
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
