import { randomBytes, randomUUID } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { fromBase64url, toBase64url } from "./bytes.ts";
import type { Link } from "./chain.ts";
import { keyPair } from "./key-pair.ts";
import { privateKey } from "./private-key.ts";

/** One conversation, as far as it went. Bytes are in base64url. */
export interface Talk {
  /** Who it is: pinned at the first knock. The prekey is the newest they showed. */
  peer?: { signing: string; receiving: string; prekey: { seq: number; key: string } };
  /** The log it counts in, and how far it was read. */
  epoch: string;
  seq: number;
  /** By device of the peer's. */
  heard: Record<string, Link>;
  /** This bot's own last message there. */
  said: Link;
  /** Sealed and not answered yet. It is sent as it is, until it is: never sealed a second time. */
  waiting?: { clientId: string; text: string; hash: string };
}

/** All the bot has to remember. Without it its private key is gone, and so is everything that was written to it. */
export interface Kept {
  token?: string;
  signing: string;
  receiving: string;
  salt: string;
  keyId: string;
  recordSeq: number;
  /** `at` in milliseconds. None is ever thrown away: messages from before have to open. */
  prekeys: { seq: number; secret: string; at: number }[];
  device: string;
  talks: Record<string, Talk>;
}

const newSecret = () => toBase64url(randomBytes(32));

/** What the file has, or, the first time, new keys. */
export function readKept(file: string): Kept {
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as Kept;
  return {
    signing: newSecret(),
    receiving: newSecret(),
    salt: toBase64url(randomBytes(16)),
    keyId: randomUUID(),
    recordSeq: 0,
    prekeys: [],
    device: randomBytes(8).toString("hex"),
    talks: {},
  };
}

/** On disk when it returns, whole or not at all, and for nobody else to read. */
export function keep(file: string, kept: Kept): void {
  writeFileSync(`${file}.new`, JSON.stringify(kept, undefined, 2), { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}

export function openerOf(kept: Kept) {
  const me = {
    signing: keyPair("Ed25519", fromBase64url(kept.signing, 32)),
    receiving: keyPair("X25519", fromBase64url(kept.receiving, 32)),
  };
  const key = privateKey(me, fromBase64url(kept.salt, 16));
  const prekeys = new Map(kept.prekeys.map(({ seq, secret }) => [seq, keyPair("X25519", fromBase64url(secret, 32))]));
  return { me, key, prekeys };
}

const weekMs = 7 * 24 * 60 * 60_000;

/** The prekey to show now: a new one every week. Keep the file before it is shown to anybody. */
export function newestPrekey(kept: Kept, now: number): { seq: number; key: string } {
  let newest = kept.prekeys.at(-1);
  if (!newest || newest.at + weekMs <= now) {
    newest = { seq: (newest?.seq ?? 0) + 1, secret: newSecret(), at: now };
    kept.prekeys.push(newest);
  }
  return { seq: newest.seq, key: toBase64url(keyPair("X25519", fromBase64url(newest.secret, 32)).public) };
}
