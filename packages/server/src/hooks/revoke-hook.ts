import type { Hook, Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { Refusal } from "../refusal.ts";
import { deleteHook, hookById } from "./hook-store.ts";

export interface RevokeDeps {
  database: Database;
  /** Whether this person owns the channel, which may be archived meanwhile. */
  owns(by: Person, channelId: string): Promise<boolean>;
}

/** HOOK-3. Ends a webhook: for the person who made it, and for the owner of its channel. Its messages stay. */
export async function revokeHook({ database, owns }: RevokeDeps, by: Person, hookId: string): Promise<Hook> {
  const hook = await hookById(database.db, hookId);
  if (!hook) throw new Refusal("hook_not_found");
  const isAllowed = hook.createdBy.id === by.id || (await owns(by, hook.channelId));
  if (!isAllowed)
    throw new Refusal("not_allowed", { message: "Only its maker and the channel's owner may end a webhook." });
  await deleteHook(database.db, hookId);
  return hook;
}
