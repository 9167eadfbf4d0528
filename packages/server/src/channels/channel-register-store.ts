import type { ChannelId, Milliseconds, PersonId } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";

/** A channel as an operator sees it, listed or archived. */
export interface RegisteredChannel {
  id: ChannelId;
  name: string;
  about: string;
  isDefault: boolean;
  /** Its newest message's seq, which is also how many messages it has. */
  messages: number;
  lastAt: Milliseconds | null;
  createdAt: Milliseconds;
  owner: { id: PersonId; name: string } | null;
  archivedAt: Milliseconds | null;
  /** Null while it is listed, and when the operator archived it. */
  archivedBy: { id: PersonId; name: string } | null;
}

/** Every channel there is or was, the oldest first. */
export async function registeredChannels(db: Db): Promise<RegisteredChannel[]> {
  const rows = await db
    .selectFrom("channel")
    .innerJoin("log", "log.id", "channel.id")
    .leftJoin("person as owner", "owner.id", "channel.owned_by")
    .leftJoin("person as archiver", "archiver.id", "channel.archived_by")
    .selectAll("channel")
    .select(["log.head", "log.last_at", "owner.name as owner_name", "archiver.name as archiver_name"])
    .orderBy("created_at")
    .orderBy("channel.id")
    .execute();
  const named = (id: PersonId | null, name: string | null) => (id === null ? null : { id, name: name ?? "" });
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    about: row.about,
    isDefault: row.is_default === 1,
    messages: row.head,
    lastAt: row.last_at,
    createdAt: row.created_at,
    owner: named(row.owned_by, row.owner_name),
    archivedAt: row.archived_at,
    archivedBy: named(row.archived_by, row.archiver_name),
  }));
}
