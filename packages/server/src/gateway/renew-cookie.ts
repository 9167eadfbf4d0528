import type { FastifyReply } from "fastify";
import type { Session } from "../people/session.ts";
import type { CookieSession } from "./cookie-session.ts";
import type { SetCookie } from "./session-cookie.ts";

/** What is known of a session's cookie beyond this request (people/session-upkeep.ts). */
export interface CookieUpkeep {
  /** Whether the browser should be given its cookie again. `label`: what the browser says it is. */
  renews(session: Session, label: string | undefined): Promise<boolean>;
  /** The token that takes the place of one which travelled without encryption. */
  replacement(session: Session, token: string): Promise<string>;
}

/**
 * Gives a browser its cookie again where that is due: once a day (SES-4), and when the session came in a cookie of former
 * times, which this answer takes back (SES-5). Both reach the browser in one answer or not at all, so the name is in one of
 * the two at any moment.
 */
export async function renewCookie(
  reply: FastifyReply,
  { session, sent }: CookieSession,
  { setting, upkeep, device }: { setting: SetCookie; upkeep: CookieUpkeep; device: string | undefined },
): Promise<void> {
  const isDue = await upkeep.renews(session, device);
  if (!sent.isFormer && !isDue) return;
  const fresh = sent.isPlain ? await upkeep.replacement(session, sent.token) : sent.token;
  reply.setCookie(setting.name, fresh, setting.options);
  if (!sent.isFormer) return;
  // It may be of the time before Parlor was published under a path, or of that path.
  for (const path of new Set(["/", setting.options.path ?? "/"])) {
    const isRefused = path !== "/" && sent.name.startsWith("__Host-");
    if (!isRefused) reply.clearCookie(sent.name, { ...setting.options, path, maxAge: 0 });
  }
}
