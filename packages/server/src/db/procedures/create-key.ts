import type { PrivateKeyRow } from "../schema.ts";
import type { Prepare } from "./prepare.ts";

export interface NewKey {
  keyId: string;
  by: string;
  lookupHash: string;
  record: string;
  at: number;
  expiresAt: number | null;
  uses: number | null;
  /** The key that ends with this one's beginning. */
  replaces: string | null;
  /** Keys a person may have. */
  most: number;
}

/** A key without what is sealed in it. */
export type KeptKeyRow = Omit<PrivateKeyRow, "record" | "requests">;

/** The key as it is on disk now, or why it is not there. */
export type KeyMade = { made: KeptKeyRow } | { refused: "key_taken" | "limit_reached" };

const EXPIRED = "delete from private_key where expires_at <= ?1 and (person_id = ?2 or lookup_hash = ?3)";
const HOLDERS = `
  select key_id, person_id, lookup_hash, created_at, expires_at, uses, used from private_key
  where key_id = ? or lookup_hash = ?`;
const COUNT = "select count(*) as count from private_key where person_id = ? and key_id is not ?";
const END = "delete from private_key where key_id = ? and person_id = ?";
const INSERT = `
  insert into private_key (key_id, person_id, lookup_hash, record, created_at, expires_at, uses, used)
  values (?, ?, ?, ?, ?, ?, ?, 0)`;

/**
 * PRIV-2. Sets up a key, and ends the one it replaces in the same transaction. The same one again is made already; what has
 * expired is nobody's any more.
 */
export function createKey(prepare: Prepare): (key: NewKey) => KeyMade {
  const [expired, holders, count] = [prepare(EXPIRED), prepare(HOLDERS), prepare(COUNT)];
  const [end, insert] = [prepare(END), prepare(INSERT)];

  return ({ keyId, by, lookupHash, record, at, expiresAt, uses, replaces, most }) => {
    expired.run(at, by, lookupHash);
    const held = holders.all(keyId, lookupHash) as unknown as KeptKeyRow[];
    const isOwn = (key: KeptKeyRow) => key.person_id === by;
    const same = held.find((key) => isOwn(key) && key.key_id === keyId && key.lookup_hash === lookupHash);
    if (same) return { made: { ...same } };
    if (held.some((key) => !isOwn(key) || key.key_id !== replaces)) return { refused: "key_taken" };
    if ((count.get(by, replaces) as { count: number }).count >= most) return { refused: "limit_reached" };
    if (replaces !== null) end.run(replaces, by);
    insert.run(keyId, by, lookupHash, record, at, expiresAt, uses);
    const made = { key_id: keyId, person_id: by, lookup_hash: lookupHash, created_at: at, expires_at: expiresAt };
    return { made: { ...made, uses, used: 0 } };
  };
}
