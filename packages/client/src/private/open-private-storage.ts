import type { PersonId } from "@parlor/protocol";
import type { KeptKey, KeptOf, Kind } from "./kept.ts";
import type { Drawer, Look, PrivateStorage } from "./private-storage.ts";

const table = "kept";

/**
 * A browser's storage: one database a person, in which secret keys lie as CryptoKeys that no script can read out. What it cannot
 * keep is an error here, not a loss later: an envelope that is not stored must not be sent (SEAL-21).
 */
export function openPrivateStorage(): PrivateStorage {
  return { open };
}

/** Throws away all that this browser keeps of a person's private messages, even if another tab has it open. */
export function forgetPrivateStorage(person: PersonId): Promise<void> {
  return happened(indexedDB.deleteDatabase(databaseOf(person)), "success", () => undefined);
}

const databaseOf = (person: PersonId): string => `parlor-keys-${person}`;

async function open(person: PersonId): Promise<Drawer> {
  const name = databaseOf(person);
  const opening = indexedDB.open(name, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(table));
  const db = await happened(opening, "success", () => opening.result);
  // A newer version of the page wants to change the form: let it, rather than hang it.
  db.addEventListener("versionchange", () => db.close());
  const tabs = new BroadcastChannel(name);

  function read<T>(ask: (things: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    const request = ask(db.transaction(table).objectStore(table));
    return happened(request, "success", () => request.result);
  }

  return {
    get: <K extends Kind>(key: KeptKey<K>) => read<KeptOf[K] | undefined>((things) => things.get(key)),
    list<K extends Kind>(kind: K, under?: string) {
      const start = under === undefined ? `${kind}/` : `${kind}/${under}/`;
      return read<KeptOf[K][]>((things) => things.getAll(IDBKeyRange.bound(start, `${start}\uffff`)));
    },
    change(keys, decide) {
      const transaction = db.transaction(table, "readwrite", { durability: "strict" });
      const done = happened(transaction, "complete", () => {});
      const things = transaction.objectStore(table);
      const found = new Map<string, unknown>();
      const look: Look = <K extends Kind>(key: KeptKey<K>) => found.get(key) as KeptOf[K] | undefined;
      const write = () => {
        for (const [key, value] of decide(look)) value === undefined ? things.delete(key) : things.put(value, key);
      };
      let waiting = keys.length;
      if (waiting === 0) write();
      for (const key of keys) {
        const asked: IDBRequest<unknown> = things.get(key);
        asked.addEventListener("success", () => {
          found.set(key, asked.result);
          if (--waiting === 0) write();
        });
      }
      return done;
    },
    clear() {
      const transaction = db.transaction(table, "readwrite");
      transaction.objectStore(table).clear();
      return happened(transaction, "complete", () => {});
    },
    subscribe(listener) {
      tabs.addEventListener("message", listener);
      return () => tabs.removeEventListener("message", listener);
    },
    tell: () => tabs.postMessage(undefined),
    close() {
      tabs.close();
      db.close();
    },
  };
}

function happened<T>(target: EventTarget, event: string, result: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    target.addEventListener(event, () => resolve(result()));
    for (const failure of ["error", "abort"]) {
      target.addEventListener(failure, () => reject(new Error(`The browser could not keep it (${failure}).`)));
    }
  });
}
