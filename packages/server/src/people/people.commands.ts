import type { Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { Handlers } from "../gateway/caller.ts";
import type { NameRules } from "./name-rules.ts";
import { formerNames, peopleById } from "./person-store.ts";
import { renamePerson } from "./rename-person.ts";

export interface PeopleDeps extends NameRules {
  database: Database;
  fanout: Fanout;
  /** People with a socket open: the sign of life on the first screen. */
  countPeople(): number;
  /** Puts the new name wherever the person is right now. */
  onRenamed(person: Person): void;
}

const dayMs = 24 * 60 * 60 * 1_000;

type PeopleCommands = "place.about" | "person.rename" | "person.read";

export function peopleCommands(deps: PeopleDeps): Pick<Handlers, PeopleCommands> {
  const { database, fanout } = deps;
  return {
    "place.about"(by) {
      const cookies = by.probe?.();
      return {
        place: deps.place,
        peopleHere: deps.countPeople(),
        nameHeldDays: deps.nameHeldMs / dayMs,
        ...(cookies !== undefined && { cookies }),
      };
    },

    async "person.rename"(by, { displayName }) {
      const person = await renamePerson(database, fanout, by.session.person, displayName, deps);
      deps.onRenamed(person);
      return { person };
    },

    "person.read": async (_by, { personIds }) => ({
      people: await peopleById(database.db, personIds),
      formerly: await formerNames(database.db, personIds),
    }),
  };
}
