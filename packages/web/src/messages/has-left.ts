import type { Rename } from "./renames.ts";

/** The server gives this name, and nobody can choose it, to a person who signed out and gave their name up (NAME-8). */
export function hasLeft({ from, to }: Pick<Rename, "from" | "to">): boolean {
  return to.startsWith(`${from} (left`) && /^(?: [\da-f-]+)?\)$/.test(to.slice(`${from} (left`.length));
}
