import type { AnswerOf, Self } from "@parlor/protocol";
import type { Seat } from "../fanout/seat.ts";
import { Refusal } from "../refusal.ts";
import type { SessionKept } from "../db/schema.ts";
import type { Session } from "./session.ts";
import type { NewDevice, StartedSession } from "./start-session.ts";

/** A caller that asks for a session, at a socket or over HTTP. */
interface Beginner {
  seat?: Seat | undefined;
  session?: Session | undefined;
  device?: string | undefined;
  cookieKept?: SessionKept | undefined;
  checkKeep(how: "cookie" | "token"): void;
  keep(session: Session, token: string, how: "cookie" | "token"): void;
}

export interface BeginUse {
  describe(session: Session): Self;
  /** The session has begun on disk. */
  onStarted(session: Session, token: string): void;
}

/** Makes a session the caller's own, and answers with it (SES-2). */
export type BeginSession = (
  by: Beginner,
  keep: "cookie" | "token",
  make: (device: NewDevice) => Promise<StartedSession>,
) => Promise<AnswerOf<"session.start">>;

/** A socket has one session for its life; it may begin one only while it has none, and once at a time. */
export function sessionBeginning({ describe, onStarted }: BeginUse): BeginSession {
  const starting = new WeakSet<Seat>();
  return async (by, keep, make) => {
    by.checkKeep(keep);
    if (by.seat && by.session) throw new Refusal("bad_request", { message: "This socket already has a session." });
    // A second start that overtook the first would make a person whom no socket ever is.
    if (by.seat && starting.has(by.seat)) throw new Refusal("bad_request", { message: "A session is being started." });
    if (by.seat) starting.add(by.seat);
    const { token, ...session } = await make({
      kept: keep === "token" ? keep : by.cookieKept,
      label: by.device,
    }).finally(() => {
      if (by.seat) starting.delete(by.seat);
    });
    onStarted(session, token);
    by.keep(session, token, keep);
    return { ...describe(session), ...(keep === "token" && { token }) };
  };
}
