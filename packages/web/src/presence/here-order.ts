import { collator } from "../ui/collator.ts";
import type { Person, PersonId } from "@parlor/protocol";

/** Oneself first, then by name. */
export function hereOrder(people: readonly Person[], self: PersonId): Person[] {
  return people.toSorted((a, b) => Number(b.id === self) - Number(a.id === self) || collator().compare(a.name, b.name));
}
