import type { KeptKey, KeptOf, Kind } from "./kept.ts";
import type { Drawer, Look, PrivateStorage } from "./private-storage.ts";

/** Keeps keys as long as the program runs: for bots that bring their recovery phrase, and for tests. */
export function memoryPrivateStorage(): PrivateStorage {
  const shelves = new Map<string, Shelf>();
  return {
    open(person) {
      const shelf = shelves.get(person) ?? { things: new Map(), tabs: new Set() };
      shelves.set(person, shelf);
      return Promise.resolve(drawer(shelf));
    },
  };
}

interface Shelf {
  readonly things: Map<string, unknown>;
  readonly tabs: Set<{ hear: () => void }>;
}

function drawer({ things, tabs }: Shelf): Drawer {
  const listeners = new Set<() => void>();
  const tab = { hear: () => listeners.forEach((listener) => listener()) };
  tabs.add(tab);
  const look: Look = <K extends Kind>(key: KeptKey<K>) => things.get(key) as KeptOf[K] | undefined;
  return {
    get: (key) => Promise.resolve(look(key)),
    list<K extends Kind>(kind: K, under?: string) {
      const start = under === undefined ? `${kind}/` : `${kind}/${under}/`;
      const keys = [...things.keys()].filter((key) => key.startsWith(start)).sort();
      return Promise.resolve(keys.map((key) => things.get(key) as KeptOf[K]));
    },
    change(_keys, decide) {
      for (const [key, value] of decide(look)) {
        if (value === undefined) things.delete(key);
        else things.set(key, value);
      }
      return Promise.resolve();
    },
    clear() {
      things.clear();
      return Promise.resolve();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    tell() {
      for (const each of tabs) if (each !== tab) each.hear();
    },
    close: () => void tabs.delete(tab),
  };
}
