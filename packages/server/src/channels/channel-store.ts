import type { Channel, ChannelId, PersonId, Pulse } from "@parlor/protocol";
import type { ChannelRow, Db, NewChannelRow } from "../db/schema.ts";
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

export function toPulse(row: Pick<ChannelRow, "id" | "head" | "last_at">, here: number): Pulse {
  return { channelId: row.id, head: row.head, ...(row.last_at !== null && { lastAt: row.last_at }), here };
}

/** Rejects with a conflict when a listed channel has a name that looks like it. */
export function insertChannel(db: Db, row: NewChannelRow): Promise<ChannelRow> {
  return db.insertInto("channel").values(row).returningAll().executeTakeFirstOrThrow();
}

export function renameChannelRow(db: Db, id: ChannelId, name: string, looks: NameLooks, about: string | undefined) {
  return db
    .updateTable("channel")
    .set((e) => ({
      name,
      name_folded: looks.folded,
      name_shape: looks.shape,
      rev: e("rev", "+", 1),
      ...(about !== undefined && { about }),
    }))
    .where("id", "=", id)
    .where("archived_at", "is", null)
    .returningAll()
    .executeTakeFirst();
}

export async function archiveChannelRow(db: Db, id: ChannelId, at: number): Promise<void> {
  await db
    .updateTable("channel")
    .set({ archived_at: at })
    .where("id", "=", id)
    .where("archived_at", "is", null)
    .execute();
}

export function listedChannels(db: Db): Promise<ChannelRow[]> {
  return db.selectFrom("channel").selectAll().where("archived_at", "is", null).orderBy("created_at").execute();
}

export function listedChannel(db: Db, id: ChannelId): Promise<ChannelRow | undefined> {
  return db.selectFrom("channel").selectAll().where("id", "=", id).where("archived_at", "is", null).executeTakeFirst();
}

export function channelByLooks(db: Db, looks: NameLooks): Promise<ChannelRow | undefined> {
  return db
    .selectFrom("channel")
    .selectAll()
    .where((e) => e.or([e("name_folded", "=", looks.folded), e("name_shape", "=", looks.shape)]))
    .where("archived_at", "is", null)
    .executeTakeFirst();
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

/** Heads of these channels as they are on disk now. */
export function channelHeads(db: Db, ids: ChannelId[]) {
  return db
    .selectFrom("channel")
    .select(["id", "head", "last_at"])
    .where("id", "in", ids)
    .where("archived_at", "is", null)
    .execute();
}
