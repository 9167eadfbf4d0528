import type { Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { Handlers } from "../gateway/caller.ts";
import { type BeginUse, sessionBeginning } from "./begin-session.ts";
import type { NameRules } from "./name-rules.ts";
import { formerNames, peopleById } from "./person-store.ts";
import { Refusal } from "../refusal.ts";
import { recoverSession } from "./recover-session.ts";
import { renamePerson } from "./rename-person.ts";
import type { Session } from "./session.ts";
import { releaseName } from "./release-name.ts";
import { endSessionRow, waysBack } from "./session-store.ts";
import { tellRename } from "./tell-rename.ts";
import { startSession } from "./start-session.ts";

export interface PeopleDoor extends BeginUse, NameRules {
  database: Database;
  fanout: Fanout;
  /** People with a socket open: the sign of life on the first screen. */
  countPeople(): number;
  /** Puts the new name wherever the person is right now. */
  onRenamed(person: Person): void;
  /** The session has ended on disk. */
  onEnded(session: Session): void;
}

const dayMs = 24 * 60 * 60 * 1_000;

type PeopleCommands =
  | "place.about"
  | "session.start"
  | "session.recover"
  | "session.current"
  | "session.end"
  | "session.ways"
  | "person.rename"
  | "person.read";

export function peopleCommands(door: PeopleDoor): Pick<Handlers, PeopleCommands> {
  const { database, fanout, describe } = door;
  const begin = sessionBeginning(door);
  return {
    "place.about"(by) {
      const cookies = by.probe?.();
      return {
        place: door.place,
        peopleHere: door.countPeople(),
        nameHeldDays: door.nameHeldMs / dayMs,
        ...(cookies !== undefined && { cookies }),
      };
    },

    async "session.start"(by, { displayName, keep, once, probed }) {
      if (probed && by.probe?.() !== true) throw new Refusal("cookies_blocked");
      return begin(by, keep, (device) => startSession(database, displayName, Date.now(), { once, ...device }, door));
    },

    "session.recover": (by, { login, keep }) =>
      begin(by, keep, (device) => recoverSession(database, login, Date.now(), device)),

    "session.current": (by) => describe(by.session),

    async "session.end"(by, { release }) {
      // Held fast: a socket that goes meanwhile has no session to ask for any more.
      const { session } = by;
      await endSessionRow(database.db, session.id, Date.now());
      const named = release ? await releaseName(database, session, Date.now()) : undefined;
      if (named) {
        tellRename(fanout, named);
        door.onRenamed(named.person);
      }
      door.onEnded(session);
      by.forget(session);
      return release ? { released: named !== undefined } : {};
    },

    async "person.rename"(by, { displayName }) {
      const person = await renamePerson(database, fanout, by.session.person, displayName, door);
      door.onRenamed(person);
      return { person };
    },

    "person.read": async (_by, { personIds }) => ({
      people: await peopleById(database.db, personIds),
      formerly: await formerNames(database.db, personIds),
    }),

    "session.ways": (by) => waysBack(database.db, by.session.person.id, by.session.id),
  };
}
