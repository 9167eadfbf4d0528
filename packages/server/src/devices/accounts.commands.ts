import type { Person } from "@parlor/protocol";
import type { Handlers } from "../gateway/caller.ts";
import type { LiveSockets } from "../gateway/live-sockets.ts";
import type { BeginUse } from "../people/begin-session.ts";
import { type PeopleDeps, peopleCommands } from "../people/people.commands.ts";
import type { Session } from "../people/session.ts";
import type { SessionCache } from "../people/session-cache.ts";
import { hashToken } from "../people/session-token.ts";
import { sessionsCommands } from "../people/sessions.commands.ts";
import { DeviceLinks } from "./device-links.ts";
import { devicesCommands } from "./devices.commands.ts";

export interface AccountsDeps extends PeopleDeps, Pick<BeginUse, "describe"> {
  sessions: SessionCache;
  live: LiveSockets;
  /** Told of each session that has ended, for the log. */
  onEnded(session: Session): void;
}

type AccountCommands = keyof (ReturnType<typeof peopleCommands> &
  ReturnType<typeof sessionsCommands> &
  ReturnType<typeof devicesCommands>);

/** People, their sessions and their devices, with what the process remembers of them: it changes together with the disk. */
export function accountsCommands({ sessions, live, ...deps }: AccountsDeps): Pick<Handlers, AccountCommands> {
  const links = new DeviceLinks();
  const shared = {
    ...deps,
    onStarted(session: Session, token: string) {
      // Of a session that is given out again, the token before is over (SES-7).
      sessions.forget(session.id);
      sessions.keep(hashToken(token), session);
    },
    onEnded(session: Session) {
      deps.onEnded(session);
      sessions.forget(session.id);
      links.endOf(session.id);
      live.ended(session);
    },
    onRenamed(person: Person) {
      sessions.renamed(person);
      live.renamed(person);
      deps.onRenamed(person);
    },
    cut: (session: Session) => live.cut(session),
  };
  return {
    ...peopleCommands(shared),
    ...sessionsCommands(shared),
    ...devicesCommands({ ...shared, links }),
  };
}
