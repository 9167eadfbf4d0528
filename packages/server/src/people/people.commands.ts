import type { Person, Self } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { Seat } from "../fanout/seat.ts";
import type { Handlers } from "../gateway/caller.ts";
import { Refusal } from "../refusal.ts";
import { peopleById } from "./person-store.ts";
import { renamePerson } from "./rename-person.ts";
import type { Session } from "./session.ts";
import { endSessionRow } from "./session-store.ts";
import { startSession } from "./start-session.ts";

export interface PeopleDoor {
  database: Database;
  fanout: Fanout;
  place: string;
  describe(session: Session): Self;
  /** People with a socket open: the sign of life on the first screen. */
  countPeople(): number;
  /** The session has begun on disk. */
  onStarted(session: Session, token: string): void;
  /** Puts the new name wherever the person is right now. */
  onRenamed(person: Person): void;
  /** The session has ended on disk. */
  onEnded(session: Session): void;
}

type PeopleCommands =
  | "place.about"
  | "session.start"
  | "session.current"
  | "session.end"
  | "person.rename"
  | "person.read";

export function peopleCommands(door: PeopleDoor): Pick<Handlers, PeopleCommands> {
  const { database, fanout, describe } = door;
  const starting = new WeakSet<Seat>();
  return {
    "place.about": () => ({ place: door.place, peopleHere: door.countPeople() }),

    async "session.start"(by, { displayName, keep }) {
      if (by.seat && keep === "cookie")
        throw new Refusal("bad_request", { message: "A socket cannot set a cookie; ask for a token." });
      if (by.seat && by.session) throw new Refusal("bad_request", { message: "This socket already has a session." });
      // A second start that overtook the first would make a person whom no socket ever is.
      if (by.seat && starting.has(by.seat))
        throw new Refusal("bad_request", { message: "A session is being started." });
      if (by.seat) starting.add(by.seat);
      const { token, ...session } = await startSession(database, displayName, Date.now()).finally(() => {
        if (by.seat) starting.delete(by.seat);
      });
      door.onStarted(session, token);
      by.keep(session, token, keep);
      return { ...describe(session), ...(keep === "token" && { token }) };
    },

    "session.current": (by) => describe(by.session),

    async "session.end"(by) {
      // Held fast: a socket that goes meanwhile has no session to ask for any more.
      const { session } = by;
      await endSessionRow(database.db, session.id, Date.now());
      door.onEnded(session);
      by.forget(session);
      return {};
    },

    async "person.rename"(by, { displayName }) {
      const person = await renamePerson(database.db, fanout, by.session.person, displayName);
      door.onRenamed(person);
      return { person };
    },

    "person.read": async (_by, { personIds }) => ({ people: await peopleById(database.db, personIds) }),
  };
}
