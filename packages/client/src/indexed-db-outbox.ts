import { tabPeers } from "./outbox-peers.ts";
import { memoryOutbox, type OutboxStorage, type StoredOutgoing } from "./outbox-storage.ts";
import { sealedOutbox } from "./sealed-outbox.ts";

const table = "outgoing";
/** Browsers are known to leave an open unanswered; a message must not wait for that. */
const openWithinMs = 2_000;

/**
 * The outbox of a browser, shared by its tabs. Resolves at once; opening goes on behind it. Where the browser has no IndexedDB
 * to give (some private windows) what waits lasts as long as the page, and everything else works. Servers that share one
 * origin have an outbox each, by their `place` on it. Texts of private conversations lie in it sealed (SEAL-46); what seals
 * them is loaded with the first.
 */
export async function openIndexedDbOutbox(
  place = "",
  atRest = async () => (await import("./at-rest.ts")).openAtRest(place),
): Promise<OutboxStorage> {
  const name = `parlor-outbox${place}`;
  const late = new Promise<never>((_, reject) => setTimeout(reject, openWithinMs));
  const opened = Promise.race([open(name), late]).catch(memoryOutbox);
  const plain: OutboxStorage = {
    load: async () => (await opened).load(),
    put: async (entry) => (await opened).put(entry),
    remove: async (clientId) => (await opened).remove(clientId),
    close: () => void opened.then((storage) => storage.close()),
    peers: tabPeers(name),
  };
  return sealedOutbox(plain, atRest);
}

async function open(name: string): Promise<OutboxStorage> {
  const opening = indexedDB.open(name, 1);
  opening.addEventListener("upgradeneeded", () => {
    opening.result.createObjectStore(table, { keyPath: "outgoing.draft.clientId" });
  });
  const db = await happened(opening, "success", () => opening.result);
  // A newer version of the page wants to change the form: let it, rather than hang it.
  db.addEventListener("versionchange", () => db.close());

  /** Resolves when the change is committed, not merely asked for. */
  const change = (make: (entries: IDBObjectStore) => void) => {
    const transaction = db.transaction(table, "readwrite");
    make(transaction.objectStore(table));
    // Not left to the end of this turn: a tab may be closed right after Enter.
    transaction.commit();
    return happened(transaction, "complete", () => {});
  };
  return {
    // By key, so in the order the messages were written.
    load() {
      const all: IDBRequest<StoredOutgoing[]> = db.transaction(table).objectStore(table).getAll();
      return happened(all, "success", () => all.result);
    },
    put: (entry) => change((entries) => entries.put(entry)),
    remove: (clientId) => change((entries) => entries.delete(clientId)),
    close: () => db.close(),
  };
}

function happened<T>(target: EventTarget, event: string, result: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    target.addEventListener(event, () => resolve(result()));
    for (const failure of ["error", "abort"]) target.addEventListener(failure, reject);
  });
}
