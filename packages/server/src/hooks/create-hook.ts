import { randomUUID } from "node:crypto";
import { hookLimits, limits, type ChannelId, type Hook, type Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { checkOfficial, nameTaken } from "../people/choose-name.ts";
import { nameLooks } from "../people/name-looks.ts";
import { normaliseName } from "../people/normalise-name.ts";
import { personByLooks } from "../people/person-store.ts";
import { hashToken, makeToken } from "../people/session-token.ts";
import { Refusal } from "../refusal.ts";
import type { Door } from "../rooms/room.ts";
import { hookById } from "./hook-store.ts";

export interface HooksDeps {
  database: Database;
  door: Door;
  /** The name of the server, which no bot may have. */
  place: string;
}

/**
 * HOOK-1. Makes a webhook for a channel that this person may write in. The token is returned once and stored only as a hash.
 * The label follows the rules of people's names (HOOK-5), so that it cannot be that of somebody who is here.
 */
export async function createHook(
  { database, door, place }: HooksDeps,
  by: Person,
  { channelId, label }: { channelId: ChannelId; label: string },
): Promise<{ hook: Hook; token: string }> {
  const room = await door(by, channelId, "write");
  if (room.kind !== "channel") throw new Refusal("channel_not_found");
  const name = normaliseName(label, limits.displayNameVisible);
  checkOfficial(name, place);
  const holder = await personByLooks(database.db, nameLooks(name));
  if (holder) throw await nameTaken(database.db, name, holder.name, Date.now());
  const [id, token] = [randomUUID(), makeToken()];
  const outcome = await database.commit("createHook", {
    id,
    channelId,
    tokenHash: hashToken(token),
    by: by.id,
    at: Date.now(),
    bot: { personId: randomUUID(), sessionId: randomUUID(), name },
    mostOfChannel: hookLimits.perChannel,
    mostOfPerson: hookLimits.perPerson,
  });
  if (outcome !== "made") throw new Refusal(outcome);
  const hook = await hookById(database.db, id);
  // Revoked before its address was told.
  if (!hook) throw new Refusal("hook_not_found");
  return { hook, token };
}
