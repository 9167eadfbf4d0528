import type { Archival } from "@parlor/client";
import type { PersonId } from "@parlor/protocol";

/** Who archived a channel, as a sentence needs it. */
export type Archiver = "you" | "operator" | { readonly name: string };

/** Who archived a channel, said to the person `self`; undefined when nobody can tell. */
export function archiverOf(archival: Archival | undefined, self: PersonId): Archiver | undefined {
  if (!archival) return undefined;
  if (!archival.by) return "operator";
  return archival.by.id === self ? "you" : archival.by;
}
