import type { FormerNames } from "@parlor/client";
import type { Person, PersonId } from "@parlor/protocol";
import type { TimelineItem } from "./timeline-items.ts";

/** A person has another name from here on. */
export interface Rename {
  personId: PersonId;
  from: string;
  to: string;
  at: number;
}

/** The renames of a timeline, by the key of the message that they are shown under. */
export type Renames = ReadonlyMap<string, readonly Rename[]>;

/**
 * Each rename is shown under the last message that was sent before it, if one of the loaded messages before it is of that person:
 * otherwise nothing on the screen was written under the old name. Several renames of one person with no message in
 * between are shown as one, and none is shown if they end at the name they began with.
 */
export function renamesIn(
  items: readonly TimelineItem[],
  formerNames: FormerNames,
  people: ReadonlyMap<PersonId, Person>,
): Renames {
  const all = new Map<string, Rename[]>();
  for (const [personId, names] of formerNames) {
    const ofPerson = new Map<string, Rename>();
    for (const [index, { name, until }] of names.entries()) {
      const key = placeOf(items, personId, until);
      if (key === undefined) continue;
      const to = names[index + 1]?.name ?? people.get(personId)?.name ?? name;
      ofPerson.set(key, { personId, from: ofPerson.get(key)?.from ?? name, to, at: until });
    }
    for (const [key, rename] of ofPerson)
      if (rename.from !== rename.to)
        all.set(
          key,
          [...(all.get(key) ?? []), rename].toSorted((a, b) => a.at - b.at),
        );
  }
  return all;
}

/** The key of the last message up to this time; undefined when this person wrote none of those up to it. */
function placeOf(items: readonly TimelineItem[], personId: PersonId, at: number): string | undefined {
  let key: string | undefined;
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index];
    if (item?.is !== "message" || item.message.at > at) continue;
    key ??= item.key;
    if (item.message.by === personId) return key;
  }
  return undefined;
}
