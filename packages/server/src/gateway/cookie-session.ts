import type { IncomingMessage } from "node:http";
import type { Session } from "../people/session.ts";
import type { Authenticate } from "./limited-authentication.ts";
import type { SentToken, SessionCookie } from "./session-cookie.ts";

/** A browser's session, and the cookie that named it. */
export interface CookieSession {
  session: Session;
  sent: SentToken;
}

/**
 * The session that a browser's cookies name. The cookie of today goes first. One from the time before HTTPS counts only when
 * it carries a session of that time: anybody on the network, and any page of a subdomain, can put such a cookie into a
 * browser, but not one that names a session started since (SES-5).
 */
export async function cookieSession(
  cookie: SessionCookie,
  request: IncomingMessage,
  authenticate: (token: string) => ReturnType<Authenticate>,
): Promise<CookieSession | undefined> {
  for (const sent of cookie.tokensIn(request)) {
    const session = await authenticate(sent.token);
    if (!session) continue;
    if (sent.isPlain && (session.use?.isNext || !isFromPlainTime(session))) continue;
    return { session, sent };
  }
  return undefined;
}

/** Older sessions do not say how they are kept; they may be of that time. */
function isFromPlainTime({ use }: Session): boolean {
  return use?.kept === undefined || use.kept === "plain";
}
