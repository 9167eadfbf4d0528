import type { Person, PersonId } from "@parlor/protocol";

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true });

/** Oneself first, then by name. */
export function hereOrder(people: readonly Person[], self: PersonId): Person[] {
  return people.toSorted((a, b) => Number(b.id === self) - Number(a.id === self) || collator.compare(a.name, b.name));
}
