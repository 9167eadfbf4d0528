import type { ChannelId, Hook, Milliseconds } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";
import { toPerson } from "../people/person-store.ts";
import type { Session } from "../people/session.ts";

/** A hook that works, with the session its messages are sent as. */
export interface LiveHook {
  id: string;
  channelId: ChannelId;
  session: Session;
}

function hooks(db: Db) {
  return db
    .selectFrom("webhook")
    .innerJoin("person as bot", "bot.id", "webhook.person_id")
    .innerJoin("person as maker", "maker.id", "webhook.created_by")
    .selectAll("webhook")
    .select(["bot.name as bot_name", "bot.rev as bot_rev", "maker.name as maker_name", "maker.rev as maker_rev"]);
}

type HookRow = Awaited<ReturnType<ReturnType<typeof hooks>["execute"]>>[number];

function toHook(row: HookRow): Hook {
  return {
    id: row.id,
    channelId: row.channel_id,
    bot: toPerson({ id: row.person_id, name: row.bot_name, rev: row.bot_rev, bot: 1 }),
    createdBy: toPerson({ id: row.created_by, name: row.maker_name, rev: row.maker_rev, bot: 0 }),
    createdAt: row.created_at,
    ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
  };
}

/** The hooks of a channel, the oldest first. */
export async function hooksOf(db: Db, channelId: ChannelId): Promise<Hook[]> {
  const rows = await hooks(db)
    .where("channel_id", "=", channelId)
    .orderBy("webhook.created_at")
    .orderBy("webhook.id")
    .execute();
  return rows.map(toHook);
}

export async function hookById(db: Db, id: string): Promise<Hook | undefined> {
  const row = await hooks(db).where("webhook.id", "=", id).executeTakeFirst();
  return row && toHook(row);
}

/** HOOK-2. A revoked hook has no row, so that its token is as unknown as one that never was. */
export async function hookByTokenHash(db: Db, tokenHash: string): Promise<LiveHook | undefined> {
  const row = await hooks(db).where("token_hash", "=", tokenHash).executeTakeFirst();
  if (!row) return undefined;
  return { id: row.id, channelId: row.channel_id, session: { id: row.session_id, person: toHook(row).bot } };
}

export async function deleteHook(db: Db, id: string): Promise<void> {
  await db.deleteFrom("webhook").where("id", "=", id).execute();
}

export async function markHookUsed(db: Db, id: string, at: Milliseconds): Promise<void> {
  await db.updateTable("webhook").set({ last_used_at: at }).where("id", "=", id).execute();
}
