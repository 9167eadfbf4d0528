import { limits } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { nameLooks } from "../people/name-looks.ts";
import { normaliseName } from "../people/normalise-name.ts";
import { insertPerson, personByLooks } from "../people/person-store.ts";
import { insertSession } from "../people/session-store.ts";
import { Refusal } from "../refusal.ts";
import { uuidFrom } from "./import-ids.ts";

export interface Author {
  personId: string;
  sessionId: string;
}

/** What an author is called when nothing of their name can be shown. */
const NAMELESS = "Somebody";
const MARK = " (imported)";

/**
 * IMP-1. The person an imported name stands for: one known from an earlier import, or a new one. A name that belongs to
 * a living person is marked as imported, so nobody is made to have said what they did not. Their session has no token.
 */
export async function importAuthor(database: Database, by: string): Promise<Author> {
  const plain = showable(by);
  const personId = (await importedPerson(database, plain)) ?? (await importedPerson(database, marked(plain)));
  if (!personId) throw new Error(`No name is free for the author "${plain}".`);
  return { personId, sessionId: uuidFrom("import session", personId) };
}

/** The imported person of this name, made if the name is free; undefined when it is a living person's. */
async function importedPerson({ db, transact }: Database, name: string): Promise<string | undefined> {
  const looks = nameLooks(name);
  const holder = await personByLooks(db, looks);
  if (holder) return holder.imported ? holder.id : undefined;
  const id = uuidFrom("import person", looks.folded, looks.shape);
  const sessionId = uuidFrom("import session", id);
  const now = Date.now();
  await transact([
    insertPerson(db, { id, name, rev: 1 }, looks, now, true),
    // No token hashes to this, so nobody can ever come back as an imported author.
    insertSession(db, sessionId, id, `none: ${sessionId}`, now),
  ]);
  return id;
}

function showable(by: string): string {
  try {
    return normaliseName(by.slice(0, limits.nameUnits), limits.displayNameVisible);
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    const kept = Array.from(by.normalize("NFKC").replace(/[^\p{L}\p{N}\p{P}\p{Zs}]/gu, ""));
    return kept.slice(0, limits.displayNameVisible).join("").trim() || NAMELESS;
  }
}

function marked(name: string): string {
  return (
    Array.from(name)
      .slice(0, limits.displayNameVisible - MARK.length)
      .join("")
      .trim() + MARK
  );
}
