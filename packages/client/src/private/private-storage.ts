import type { PersonId } from "@parlor/protocol";
import type { Kept, KeptKey } from "./kept.ts";

/** What is written together; `undefined` removes. */
export type Changes = ReadonlyMap<KeptKey, Kept | undefined>;

/** One person's keys and what belongs to them, on this device. Shared by the tabs of a browser. */
export interface Drawer {
  get(key: KeptKey): Promise<Kept | undefined>;
  /** Everything whose key begins like this, in the order of the keys. */
  list(prefix: string): Promise<Map<KeptKey, Kept>>;
  /**
   * Reads the keys, lets `decide` say what to write, and writes that, all in one transaction: of two tabs that do so at once,
   * the later one sees what the earlier one wrote. Resolves with the changes once they survive what the storage survives.
   */
  change(keys: readonly KeptKey[], decide: (found: (key: KeptKey) => Kept | undefined) => Changes): Promise<Changes>;
  /** Calls the listener after another tab has changed something. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Lets the other tabs know of a change that concerns what they show. */
  tell(): void;
  close(): void;
}

export interface PrivateStorage {
  /** Opens one person's drawer. Rejects where the storage cannot be had: then there are no private messages. */
  open(person: PersonId): Promise<Drawer>;
}
