import type { PersonId } from "@parlor/protocol";
import type { Outgoing } from "./outgoing.ts";
import type { OutboxPeers } from "./outbox-peers.ts";

/** An outgoing message with whose it is: another person on this device must never send it. */
export interface StoredOutgoing {
  readonly by: PersonId;
  readonly outgoing: Outgoing;
}

/**
 * Where outgoing messages wait until they are answered. A resolved `put` survives what the storage survives (memory: nothing;
 * IndexedDB: a reload and a crash of the page). A rejected one costs only that: the message is sent all the same.
 */
export interface OutboxStorage {
  /** Everything stored, in the order of the clientIds. */
  load(): Promise<readonly StoredOutgoing[]>;
  /** Adds one, or replaces the one of the same clientId. */
  put(entry: StoredOutgoing): Promise<void>;
  remove(clientId: string): Promise<void>;
  close(): void;
  /** Others that share this storage, when there can be any. */
  readonly peers?: OutboxPeers;
}

export function memoryOutbox(): OutboxStorage {
  const entries = new Map<string, StoredOutgoing>();
  return {
    load: () => Promise.resolve([...entries.values()].sort(byClientId)),
    put: (entry) => {
      entries.set(entry.outgoing.draft.clientId, entry);
      return Promise.resolve();
    },
    remove: (clientId) => {
      entries.delete(clientId);
      return Promise.resolve();
    },
    close: () => {},
  };
}

function byClientId(a: StoredOutgoing, b: StoredOutgoing): number {
  return a.outgoing.draft.clientId < b.outgoing.draft.clientId ? -1 : 1;
}
