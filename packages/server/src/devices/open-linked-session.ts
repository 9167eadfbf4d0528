import { randomUUID } from "node:crypto";
import type { Database } from "../db/open-database.ts";
import { digestOf } from "../people/digest.ts";
import { hashToken, makeToken } from "../people/session-token.ts";
import { type NewDevice, newUse, type StartedSession } from "../people/start-session.ts";
import { Refusal } from "../refusal.ts";
import type { DeviceLink } from "./device-links.ts";

/**
 * DEV-4. The session that a confirmed link opens. Its answer may be lost: a repeat gives out the same session with another
 * token, until one of them was presented. Throws `link_ended` after that, and when the session that made the link is over.
 */
export async function openLinkedSession(
  database: Database,
  { id: linkId, by }: DeviceLink,
  now: number,
  device: NewDevice,
): Promise<StartedSession> {
  const token = makeToken();
  const opened = await database.commit("openLinkedSession", {
    by: by.id,
    id: randomUUID(),
    tokenHash: hashToken(token),
    at: now,
    kept: device.kept ?? null,
    label: device.label ?? null,
    onceHash: digestOf(linkId),
  });
  if (!opened) throw new Refusal("link_ended");
  return { ...opened, token, use: newUse(device, now) };
}
