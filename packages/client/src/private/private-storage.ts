import type { PersonId } from "@parlor/protocol";
import type { KeptKey, KeptOf, Kind } from "./kept.ts";

/** One thing to write; without a value, to remove. */
export type Write = { [K in Kind]: readonly [key: KeptKey<K>, value: KeptOf[K] | undefined] }[Kind];

export type Look = <K extends Kind>(key: KeptKey<K>) => KeptOf[K] | undefined;

/** One person's keys and what belongs to them, on this device. Shared by the tabs of a browser. */
export interface Drawer {
  get<K extends Kind>(key: KeptKey<K>): Promise<KeptOf[K] | undefined>;
  /** All of a kind, in the order of their keys; of one conversation when `under` names it. */
  list<K extends Kind>(kind: K, under?: string): Promise<KeptOf[K][]>;
  /**
   * Reads the keys, lets `decide` say what to write, and writes that, in one transaction: of two tabs that do so at once, the
   * later sees what the earlier wrote. Resolves once it survives what the storage survives.
   */
  change(keys: readonly KeptKey[], decide: (found: Look) => readonly Write[]): Promise<void>;
  /** Forgets everything. */
  clear(): Promise<void>;
  /** Calls the listener after another tab has changed what it shows. Returns what ends it. */
  subscribe(listener: () => void): () => void;
  /** Lets the other tabs know of such a change. */
  tell(): void;
  close(): void;
}

export interface PrivateStorage {
  /** Opens one person's drawer. Rejects where the storage cannot be had: then there are no private messages. */
  open(person: PersonId): Promise<Drawer>;
}
