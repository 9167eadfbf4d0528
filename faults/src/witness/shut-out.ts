import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { ChannelId } from "@parlor/protocol";
import { clientId } from "../rig/client-id.ts";
import { ask, type Guest, invite, post } from "../rig/place.ts";

/** A conversation that was accepted and then blocked. The one who blocked is out of it, and the one who is blocked goes on writing. */
export interface ShutOut {
  readonly conversationId: ChannelId;
  readonly blocker: Guest;
  readonly blocked: Guest;
}

/** Of a sealed message's form (PRIV-4): a header, as much as stands around a text, and a padded text. Nobody could open it. */
export function envelope(kind: "message" | "knock" = "message"): string {
  const bytes = randomBytes((kind === "knock" ? 250 : 182) + 256);
  bytes.set([1, kind === "knock" ? 2 : 1]);
  return `p1.${bytes.toString("base64url")}`;
}

/** Knocks as `knocker` on `owner`, at a private key of the wire's: what its record says, no server can tell. */
export async function knock(url: string, owner: Guest, knocker: Guest): Promise<ChannelId> {
  const lookup = randomBytes(32);
  const lookupHash = createHash("sha256").update(lookup).digest("base64url");
  const record = randomBytes(300).toString("base64url");
  await post(url, "private.create", { keyId: randomUUID(), lookupHash, record }, owner.token);
  const opened = await post(url, "private.open", { lookup: lookup.toString("base64url") }, knocker.token);
  const { id } = opened.conversation;
  await write(url, knocker, id, envelope("knock"));
  return id;
}

export async function shutOut(url: string): Promise<ShutOut> {
  const [blocker, blocked] = await invite(url, 2, "once private");
  if (!blocker || !blocked) throw new Error("nobody came");
  const conversationId = await knock(url, blocker, blocked);
  for (const answer of ["accept", "block"] as const) {
    await post(url, "private.answer", { channelId: conversationId, answer }, blocker.token);
  }
  return { conversationId, blocker, blocked };
}

/** Writes once more; whether that is answered, the fault decides. */
export async function write(url: string, by: Guest, channelId: ChannelId, text = envelope()): Promise<void> {
  await ask(url, "message.send", { channelId, clientId: clientId(), text }, by.token).catch(() => {});
}
