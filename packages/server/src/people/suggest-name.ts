import { limits } from "@parlor/protocol";
import type { Db } from "../db/schema.ts";
import { nameLooks } from "./name-looks.ts";
import { nameStart } from "./name-start.ts";
import { personByLooks } from "./person-store.ts";

/** Numbers tried before giving up; past it the name is simply popular and the person picks another. */
const TRIES = 50;

/** NAME-3. A free name close to a taken one: the name and the first number that nobody has, and that is held for nobody. */
export async function suggestName(db: Db, taken: string, now = Date.now()): Promise<string | undefined> {
  for (let number = 2; number < TRIES; number += 1) {
    const ending = ` ${number}`;
    const room = limits.displayNameVisible - ending.length;
    const suggestion = nameStart(taken, room, limits.nameBytes - ending.length) + ending;
    if (!(await personByLooks(db, nameLooks(suggestion), now))) return suggestion;
  }
  return undefined;
}
