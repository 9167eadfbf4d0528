import type { Person } from "@parlor/protocol";
import type { Database } from "../db/open-database.ts";
import type { Fanout } from "../fanout/fanout.ts";
import type { Handlers } from "../gateway/caller.ts";
import { Refusal } from "../refusal.ts";
import { type BeginUse, sessionBeginning } from "./begin-session.ts";
import type { NameRules } from "./name-rules.ts";
import { recoverSession } from "./recover-session.ts";
import { releaseName } from "./release-name.ts";
import type { Session } from "./session.ts";
import { endSession, endSessionsBut, listSessions, waysBack } from "./session-store.ts";
import { startSession } from "./start-session.ts";
import { tellRename } from "./tell-rename.ts";

export interface SessionsDeps extends BeginUse, NameRules {
  database: Database;
  fanout: Fanout;
  /** The session has ended on disk: nothing is run for it from now on. */
  onEnded(session: Session): void;
  /** Cuts the sockets of a session that has ended. */
  cut(session: Session): void;
  onRenamed(person: Person): void;
}

type SessionCommands =
  | "session.start"
  | "session.recover"
  | "session.current"
  | "session.ways"
  | "session.list"
  | "session.end"
  | "session.endOthers";

/** How sessions begin and end, and the list of them that a person has: their devices. */
export function sessionsCommands(deps: SessionsDeps): Pick<Handlers, SessionCommands> {
  const { database, fanout, describe } = deps;
  const { db } = database;
  const begin = sessionBeginning(deps);
  const tellDevices = ({ id }: Person) => fanout.announce({ to: "person", id }, "device.changed", {});

  /** CON-7. The answer goes to another session, so nothing has to wait for it. */
  const cutOthers = ({ person }: Session, ids: string[]): void => {
    for (const id of ids) {
      deps.onEnded({ id, person });
      deps.cut({ id, person });
    }
    if (ids.length > 0) tellDevices(person);
  };

  return {
    async "session.start"(by, { displayName, keep, once, probed }) {
      if (probed && by.probe?.() !== true) throw new Refusal("cookies_blocked");
      return begin(by, keep, (device) => startSession(database, displayName, Date.now(), { once, ...device }, deps));
    },

    async "session.recover"(by, { login, keep }) {
      const self = await begin(by, keep, (device) => recoverSession(database, login, Date.now(), device));
      tellDevices(self.person);
      return self;
    },

    "session.current": (by) => describe(by.session),

    "session.ways": ({ session }) => waysBack(db, session.person.id, session.id),

    async "session.list"({ session }) {
      const listed = await listSessions(db, session.person.id, session.id);
      return { devices: listed.map((device) => ({ ...device, isThis: device.sessionId === session.id })) };
    },

    async "session.end"(by, { release, sessionId }) {
      // Held fast: a socket that goes meanwhile has no session to ask for any more.
      const { session } = by;
      if (sessionId !== undefined && sessionId !== session.id) {
        if (!(await endSession(db, session.person.id, sessionId, Date.now()))) throw new Refusal("session_not_found");
        cutOthers(session, [sessionId]);
        // This session is a way back, so the name is not given up.
        return release ? { released: false } : {};
      }
      const left = release ? await releaseName(database, session, Date.now()) : undefined;
      if (!left) await endSession(db, session.person.id, session.id, Date.now());
      const named = left?.named;
      if (named) {
        tellRename(fanout, named);
        deps.onRenamed(named.person);
      }
      deps.onEnded(session);
      tellDevices(session.person);
      by.forget(session);
      return left ? { released: left.released } : {};
    },

    async "session.endOthers"({ session }) {
      const ended = await endSessionsBut(db, session.person.id, session.id, Date.now());
      cutOthers(session, ended);
      return { ended: ended.length };
    },
  };
}
