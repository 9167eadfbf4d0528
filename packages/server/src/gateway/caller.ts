import type { CommandName, Commands, AnswerOf, ParsedOf } from "@parlor/protocol";
import type { SessionKept } from "../db/schema.ts";
import type { Seat } from "../fanout/seat.ts";
import type { Session } from "../people/session.ts";

/** Who asks, and through which door. */
export interface Caller {
  /** The client's address, after trusted proxies. */
  address: string;
  session?: Session | undefined;
  /** What kind of device asks, such as "Firefox on Linux", when it says so. */
  device?: string | undefined;
  /** Over HTTP: what the cookie is that this answer would set. */
  cookieKept?: SessionKept | undefined;
  /**
   * Over HTTP, in a browser: whether it has sent back the cookie that an earlier answer set; this answer sets it where it has
   * not (SES-6). Undefined where no cookie is asked for.
   */
  probe?(): boolean | undefined;
  /** Present on a socket. */
  seat?: Seat | undefined;
  /** Throws Refusal where a session cannot be kept in this way. */
  checkKeep(how: "cookie" | "token"): void;
  /** Makes a new session the caller's own: an HTTP answer sets the cookie, a socket takes the session on (SES-2). */
  keep(session: Session, token: string, how: "cookie" | "token"): void;
  /** Forgets a session: the answer clears the cookie, and every socket of it is cut after the answer (CON-7). */
  forget(session: Session): void;
}

export type SessionCaller = Caller & { session: Session };
export type SocketCaller = SessionCaller & { seat: Seat };

type CallerOf<N extends CommandName> = Commands[N]["audience"] extends "anyone"
  ? Caller
  : Commands[N]["audience"] extends "session"
    ? SessionCaller
    : SocketCaller;

/** Runs one command whose input has passed its schema. Throws Refusal to say no. */
export type Handler<N extends CommandName> = (
  by: CallerOf<N>,
  input: ParsedOf<N>,
) => AnswerOf<N> | Promise<AnswerOf<N>>;

/** One handler for every command of the registry; a missing one does not compile. */
export type Handlers = { [N in CommandName]: Handler<N> };
