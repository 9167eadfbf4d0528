import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type ChannelId, type Conversation, type InputOf } from "@parlor/protocol";
import { clientId, type Guest } from "./guest.ts";

/** A private key as the wire knows it: what only its holders can say of it, and what its owner lays down. */
export interface WireKey {
  keyId: string;
  lookup: string;
  lookupHash: string;
}

export function bytes32(): string {
  return randomBytes(32).toString("base64url");
}

/** SHA-256 of the bytes, in base64url. */
export function hashOf(bytes: string): string {
  return createHash("sha256").update(Buffer.from(bytes, "base64url")).digest("base64url");
}

export function freshKey(): WireKey {
  const lookup = bytes32();
  return { keyId: randomUUID(), lookup, lookupHash: hashOf(lookup) };
}

export const record = (): string => randomBytes(300).toString("base64url");

type Ends = Omit<InputOf<"private.create">, "keyId" | "lookupHash" | "record">;

/** Sets up a new key. */
export async function makesKey(guest: Guest, ends: Ends = {}): Promise<WireKey> {
  const key = freshKey();
  await guest.gets("private.create", { keyId: key.keyId, lookupHash: key.lookupHash, record: record(), ...ends });
  return key;
}

const AROUND = { message: 182, knock: 250 };

/** Something of a sealed message's form. What is in it nobody could open, and no server looks. */
export function envelope(kind: keyof typeof AROUND = "message", padded = 128): string {
  const bytes = randomBytes(AROUND[kind] + padded);
  bytes.set([1, kind === "message" ? 1 : 2]);
  return `p1.${bytes.toString("base64url")}`;
}

export function sendsSealed(guest: Guest, channelId: ChannelId, text = envelope()): Promise<number> {
  return guest.gets("message.send", { channelId, clientId: clientId(), text }).then(({ seq }) => seq);
}

export async function opens(guest: Guest, { lookup }: WireKey): Promise<Conversation> {
  return (await guest.gets("private.open", { lookup })).conversation;
}

/** Knocks, and says a first word, so that the request shows. */
export async function knocks(guest: Guest, key: WireKey): Promise<ChannelId> {
  const { id } = await opens(guest, key);
  await sendsSealed(guest, id, envelope("knock"));
  return id;
}

/** An accepted conversation of the two. */
export async function talk(knocker: Guest, owner: Guest): Promise<ChannelId> {
  const id = await knocks(knocker, await makesKey(owner));
  await owner.gets("private.answer", { channelId: id, answer: "accept" });
  return id;
}

/** Every packet that reaches this guest from now on, as it came. */
export function frames(guest: Guest): string[] {
  const all: string[] = [];
  guest.socket.io.engine.on("packet", ({ data }: { data?: unknown }) => void all.push(String(data)));
  return all;
}
