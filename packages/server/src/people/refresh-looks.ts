import type { Database } from "../db/open-database.ts";
import { namesByAge, readLooksVersion, writeLooks } from "./looks-store.ts";
import { type NameLooks, looksVersion, nameLooks } from "./name-looks.ts";

/** Between a look that an older row has and the id that tells this one from it. */
const OTHERS_OWN = "\uE000";

interface Named {
  id: string;
  name: string;
}

/**
 * Computes the looks of all stored names again when they are those of an older table or program. It runs before the server
 * takes commands, in one transaction, and changes no name. Two people whose names look alike only now both keep them: the
 * looks stay with the older person, so nobody else can take either name.
 */
export async function refreshLooks(database: Database): Promise<void> {
  if ((await readLooksVersion(database.db)) === looksVersion) return;
  const { people, listed, archived, former } = await namesByAge(database.db);
  const channels = [...distinct(listed), ...archived.map(withLooks)];
  await writeLooks(database, { people: distinct(people), channels, former: former.map(withLooks) }, looksVersion);
}

function withLooks<T extends Named>(row: T): T & NameLooks {
  return { ...row, ...nameLooks(row.name) };
}

/** Gives each row looks that no earlier row has. No name holds a private-use character, so looks with one are no other name's. */
function distinct<T extends Named>(rows: T[]): (T & NameLooks)[] {
  const taken = { folded: new Set<string>(), shape: new Set<string>(), reading: new Set<string>() };
  const own = (kind: keyof NameLooks, look: string, id: string): string => {
    const free = taken[kind].has(look) ? look + OTHERS_OWN + id : look;
    taken[kind].add(free);
    return free;
  };
  return rows.map((row) => {
    const { folded, shape, reading } = nameLooks(row.name);
    const { id } = row;
    return {
      ...row,
      folded: own("folded", folded, id),
      shape: own("shape", shape, id),
      reading: own("reading", reading, id),
    };
  });
}
