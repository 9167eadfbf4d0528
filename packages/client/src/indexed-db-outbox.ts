import { openDB, type DBSchema } from "idb";
import { memoryOutbox, type OutboxStorage, type StoredOutgoing } from "./outbox-storage.ts";
import { tabPeers } from "./outbox-peers.ts";

interface Schema extends DBSchema {
  outgoing: { key: string; value: StoredOutgoing };
}

const name = "parlor-outbox";

/**
 * The outbox of a browser, shared by its tabs. Where the browser has no IndexedDB to give (some private windows) it
 * falls back to memory: what waits there does not survive a reload, but everything else works.
 */
export async function openIndexedDbOutbox(): Promise<OutboxStorage> {
  try {
    const db = await openDB<Schema>(name, 1, {
      upgrade: (fresh) => void fresh.createObjectStore("outgoing", { keyPath: "outgoing.draft.clientId" }),
      // A newer version of the page wants to change the form: let it, rather than hang it.
      blocking: () => db.close(),
    });
    return {
      // By key, so in the order the messages were written.
      load: () => db.getAll("outgoing"),
      put: async (entry) => void (await db.put("outgoing", entry)),
      remove: (clientId) => db.delete("outgoing", clientId),
      close: () => db.close(),
      peers: tabPeers(name),
    };
  } catch {
    return memoryOutbox();
  }
}
