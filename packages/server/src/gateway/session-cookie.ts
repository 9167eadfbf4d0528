import type { IncomingMessage } from "node:http";
import type { CookieSerializeOptions } from "@fastify/cookie";
import { parseCookie } from "cookie";
import type { SessionKept } from "../db/schema.ts";

/** Browsers cap a cookie's life at 400 days (RFC 6265bis 5.5). It is renewed while it is used (SES-4). */
const LASTING_S = 400 * 24 * 60 * 60;
/** The page may stand on the name step for a while before somebody types a name. */
const PROBE_S = 24 * 60 * 60;

/** Every name that a Parlor gives its cookie, at any address. The first ones had no id of the place. */
const anyName = /^(?:__Host-|__Secure-)?parlor(?:-[0-9a-f]{8})?$/;

export interface SetCookie {
  name: string;
  options: CookieSerializeOptions;
  kept: Exclude<SessionKept, "token">;
  /** The cookie that shows whether a browser sends cookies back (SES-6). */
  probe: { name: string; options: CookieSerializeOptions };
}

/** A token in one of a request's cookies. */
export interface SentToken {
  name: string;
  token: string;
  /** The name is not one that is set today (SES-5). */
  isFormer: boolean;
  /** The cookie may have been sent, or set by others, without encryption, although today's may not (SES-5). */
  isPlain: boolean;
}

/** SES-2. The cookie that carries a browser's token. */
export interface SessionCookie {
  /** The tokens in a request's cookies, the most trustworthy first. */
  tokensIn(request: IncomingMessage): SentToken[];
  /** How a page of this origin gets the cookie; the canonical address speaks for a client without an origin. */
  settingFor(origin: string | undefined): SetCookie;
}

/** Whether a request carries a cookie of Parlor's, which makes it a browser's (CON-8). Other cookies say nothing: load balancers set them too. */
export function carriesSession({ headers }: IncomingMessage): boolean {
  return Object.keys(parseCookie(headers.cookie ?? "")).some((name) => anyName.test(name));
}

/**
 * Browsers do not tell the ports of a host apart, so the name holds `placeId`: two Parlors on one host each have their own.
 * @param publicUrls as configured; without any, plain HTTP under every name
 */
export function sessionCookie(publicUrls: readonly string[], placeId: string): SessionCookie {
  const [first = "http://localhost", ...others] = publicUrls;
  const canonical = settingAt(new URL(first), placeId);
  const settings = [canonical, ...others.map((url) => settingAt(new URL(url), placeId))];
  const isUsed = (name: string) => settings.some((setting) => setting.name === name);
  const isPlainUsed = settings.some(({ kept }) => kept === "plain");
  const isSecureUsed = settings.some(({ kept }) => kept === "secure");
  const known = [`-${placeId}`, ""].flatMap((id) =>
    // Of the names that only HTTPS can set, those alone that an address of this place uses or used before it got a path.
    (isSecureUsed ? ["__Host-", ...(isUsed(`__Secure-parlor-${placeId}`) ? ["__Secure-"] : []), ""] : [""]).map(
      (prefix) => {
        const name = `${prefix}parlor${id}`;
        return { name, isFormer: !isUsed(name), isPlain: prefix === "" && !isPlainUsed };
      },
    ),
  );
  // Today's first; then those that only HTTPS can set.
  const order = known.toSorted(
    (a, b) => Number(a.isFormer) - Number(b.isFormer) || Number(a.isPlain) - Number(b.isPlain),
  );
  return {
    tokensIn({ headers }) {
      const sent = parseCookie(headers.cookie ?? "");
      return order.flatMap((one) => {
        const token = sent[one.name];
        return token ? [{ ...one, token }] : [];
      });
    },
    settingFor: (origin) => settings.find((setting) => setting.origin === origin) ?? canonical,
  };
}

function settingAt({ protocol, origin, pathname }: URL, placeId: string): SetCookie & { origin: string } {
  const secure = protocol === "https:";
  const prefix = pathname === "/" ? "__Host-" : "__Secure-";
  const name = `${secure ? prefix : ""}parlor-${placeId}`;
  const options: CookieSerializeOptions = { httpOnly: true, sameSite: "strict", path: pathname, secure };
  return {
    origin,
    name,
    options: { ...options, maxAge: LASTING_S },
    kept: secure ? "secure" : "plain",
    probe: { name: `${name}-probe`, options: { ...options, maxAge: PROBE_S } },
  };
}
