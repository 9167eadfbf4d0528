import { basePath } from "./base-path.ts";

/**
 * What this browser remembers between visits. Storage can be full or forbidden; then things are remembered until the page closes.
 * Parlors under several paths of one host share its storage, so each has a prefix of its own.
 */
const prefix = `parlor${basePath}.`;
const memory = new Map<string, string>();

/** The value kept under a key, or undefined. */
export function recall(key: string): string | undefined {
  if (memory.has(key)) return memory.get(key);
  try {
    return localStorage.getItem(prefix + key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value under a key; undefined forgets it. */
export function keep(key: string, value: string | undefined): void {
  memory.delete(key);
  try {
    if (value === undefined) localStorage.removeItem(prefix + key);
    else localStorage.setItem(prefix + key, value);
  } catch {
    if (value !== undefined) memory.set(key, value);
  }
}

/** The keys that start with `start`, without their common prefix. */
export function keptKeys(start: string): string[] {
  const found = new Set([...memory.keys()]);
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) found.add(key.slice(prefix.length));
  } catch {
    // Forbidden storage holds nothing.
  }
  return [...found].filter((key) => key.startsWith(start));
}

/** Calls back when another tab changed a key that starts with `start`; `value` is undefined when it was forgotten. */
export function onKeptElsewhere(start: string, listener: (key: string, value: string | undefined) => void): () => void {
  const heard = (event: StorageEvent): void => {
    if (event.key?.startsWith(prefix + start)) listener(event.key.slice(prefix.length), event.newValue ?? undefined);
  };
  addEventListener("storage", heard);
  return () => removeEventListener("storage", heard);
}
