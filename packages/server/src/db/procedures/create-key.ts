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

interface Holder {
  keyId: string;
  personId: string;
  lookupHash: string;
}

const EXPIRED = "delete from private_key where expires_at <= ?1 and (person_id = ?2 or lookup_hash = ?3)";
const HOLDERS = `
  select key_id as keyId, person_id as personId, lookup_hash as lookupHash from private_key
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
export function createKey(prepare: Prepare): (key: NewKey) => "made" | "taken" | "full" {
  const [expired, holders, count] = [prepare(EXPIRED), prepare(HOLDERS), prepare(COUNT)];
  const [end, insert] = [prepare(END), prepare(INSERT)];

  return ({ keyId, by, lookupHash, record, at, expiresAt, uses, replaces, most }) => {
    expired.run(at, by, lookupHash);
    const held = holders.all(keyId, lookupHash) as unknown as Holder[];
    const isOwn = (key: Holder) => key.personId === by;
    if (held.some((key) => isOwn(key) && key.keyId === keyId && key.lookupHash === lookupHash)) return "made";
    if (held.some((key) => !isOwn(key) || key.keyId !== replaces)) return "taken";
    if ((count.get(by, replaces) as { count: number }).count >= most) return "full";
    if (replaces !== null) end.run(replaces, by);
    insert.run(keyId, by, lookupHash, record, at, expiresAt, uses);
    return "made";
  };
}
