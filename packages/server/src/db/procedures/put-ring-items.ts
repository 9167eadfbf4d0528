import type { RingItem } from "@parlor/protocol";
import type { Prepare } from "./prepare.ts";

export interface RingPut {
  by: string;
  items: RingItem[];
  /** Items a keyring may hold. */
  most: number;
}

/** How many were stored, and what is there instead of the others; "full" when there is no room for all, then none is. */
export type RingPutDone = { stored: number; stale: RingItem[] } | "full";

const HELD = "select id, rev, sealed from keyring_item where person_id = ? and id = ?";
const COUNT = "select count(*) as count from keyring_item where person_id = ?";
const PUT = `
  insert into keyring_item (person_id, id, rev, sealed) values (?, ?, ?, ?)
  on conflict (person_id, id) do update set rev = excluded.rev, sealed = excluded.sealed`;

/** RING-1. Stores those items that are newer than what is there. */
export function putRingItems(prepare: Prepare): (put: RingPut) => RingPutDone {
  const [held, count, insert] = [prepare(HELD), prepare(COUNT), prepare(PUT)];
  return ({ by, items, most }) => {
    const find = (id: string) => held.get(by, id) as RingItem | undefined;
    const added = new Set(items.map(({ id }) => id).filter((id) => !find(id)));
    if (added.size > 0 && (count.get(by) as { count: number }).count + added.size > most) return "full";
    const done: { stored: number; stale: RingItem[] } = { stored: 0, stale: [] };
    for (const { id, rev, sealed } of items) {
      const there = find(id);
      if (!there || there.rev < rev) {
        insert.run(by, id, rev, sealed);
        done.stored += 1;
      } else if (there.rev !== rev || there.sealed !== sealed) {
        // What is there word for word came with an earlier try, whose answer was lost.
        done.stale.push({ ...there });
      }
    }
    return done;
  };
}
