import { limits, type PersonId } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import { OperatorError } from "../operator-error.ts";
import { chooseName } from "../people/choose-name.ts";
import { usualNameRules } from "../people/name-rules.ts";
import { peopleById } from "../people/person-store.ts";
import { Refusal } from "../refusal.ts";
import type { ForeignAuthor } from "./intake.ts";
import { uuidFrom } from "./import-ids.ts";
import { showableName } from "./showable-name.ts";

export interface Author {
  personId: PersonId;
  sessionId: string;
}

/** What an author is called, before a number, when nothing of their name can be shown. */
const NAMELESS = "(no name)";
/** Names tried for one author. Each author begins where the last one of the same name ended, so only a clash costs a try. */
const TRIES = 10_000;

/**
 * IMP-1, IMP-7. The people that the authors of an import become, one for each key. Their ids come from their keys, so an
 * author stays the same person in every run, however people are called meanwhile.
 */
export class ImportAuthors {
  readonly #database: Database;
  readonly #known = new Map<string, Author>();
  /** The next number to try, by the name that is numbered. */
  readonly #numbers = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  async of(author: ForeignAuthor): Promise<Author> {
    const known = this.#known.get(author.key);
    if (known) return known;
    const personId = uuidFrom("import author", author.key);
    const made = { personId, sessionId: uuidFrom("import session", personId) };
    if (!(await this.#isThere(personId))) await this.#make(made, author.name);
    this.#known.set(author.key, made);
    return made;
  }

  /**
   * The name rules decide, as for a living person. A name that somebody has, or that is kept for somebody, is marked as
   * imported, so that nobody is made to have said what they did not.
   */
  async #make(author: Author, typed: string): Promise<void> {
    const plain = showableName(typed, limits.displayNameVisible);
    let refusals = 0;
    for (const name of this.#candidates(plain)) {
      const taken = await this.#take(author, name);
      if (taken === "done") return;
      if (taken === "name_refused") refusals += 1;
      // Another import of the same authors may run at the same moment.
      else if (await this.#isThere(author.personId)) return;
      // Neither the name nor its marked form is allowed: nothing of it can be shown.
      if (refusals === 2 && plain !== "") return this.#make(author, "");
      if (refusals > 2) break;
    }
    throw new OperatorError(`No name is free for the author "${plain}".`);
  }

  *#candidates(plain: string): Generator<string> {
    if (plain !== "") yield plain;
    if (plain !== "") yield withEnding(plain, " (imported)");
    const base = plain || NAMELESS;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const number = this.#numbers.get(base) ?? (plain === "" ? 1 : 2);
      this.#numbers.set(base, number + 1);
      yield plain === "" ? `${NAMELESS} ${number}` : withEnding(plain, ` (imported ${number})`);
    }
  }

  async #take({ personId, sessionId }: Author, candidate: string): Promise<"done" | "name_refused" | "name_taken"> {
    // No token hashes to this, so nobody can ever come back as an imported author.
    const begins = { sessionId, tokenHash: `none: ${sessionId}`, imported: true };
    try {
      await chooseName(this.#database, candidate, usualNameRules, { personId, at: Date.now(), begins });
      return "done";
    } catch (failure) {
      if (failure instanceof Refusal && failure.coded.code === "name_refused") return "name_refused";
      if (failure instanceof Refusal && failure.coded.code === "name_taken") return "name_taken";
      throw failure;
    }
  }

  async #isThere(personId: PersonId): Promise<boolean> {
    return (await peopleById(this.#database.db, [personId])).length > 0;
  }
}

function withEnding(name: string, ending: string): string {
  return showableName(name, limits.displayNameVisible, ending);
}
