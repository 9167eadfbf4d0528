import { limits } from "@parlor/protocol";
import { DatabaseFailure } from "../db/database-failure.ts";
import type { Db } from "../db/schema.ts";
import { type NameLooks, nameLooks } from "../people/name-looks.ts";
import { normaliseName } from "../people/normalise-name.ts";
import { Refusal } from "../refusal.ts";
import { channelByLooks } from "./channel-store.ts";

/** CH-1. The form of a channel's name that is kept. A leading # is how people write channel names, not part of them. */
export function normaliseChannelName(typed: string): string {
  // Invisible characters in front go first, or the # after them would stay.
  return normaliseName(normaliseName(typed, Infinity).replace(/^[#\s]+/u, ""), limits.channelNameVisible);
}

/**
 * Takes a channel name as typed through CH-1 and CH-2 and hands it to `write`. The unique index judges; a conflict names the channel that has the name.
 */
export async function chooseChannelName<T>(
  db: Db,
  typed: string,
  write: (name: string, looks: NameLooks) => Promise<T>,
): Promise<T> {
  const name = normaliseChannelName(typed);
  const looks = nameLooks(name);
  try {
    return await write(name, looks);
  } catch (failure) {
    if (!(failure instanceof DatabaseFailure && failure.isConflict)) throw failure;
    const existing = await channelByLooks(db, looks);
    throw new Refusal("channel_exists", { channelId: existing?.id, existing: existing?.name });
  }
}
