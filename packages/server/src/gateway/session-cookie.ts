import type { IncomingMessage } from "node:http";
import type { CookieSerializeOptions } from "@fastify/cookie";
import { parseCookie } from "cookie";

/** Browsers cap a cookie's life at 400 days (RFC 6265bis 5.5). */
const LASTING_S = 400 * 24 * 60 * 60;

/** Every name that a Parlor gives its cookie, at whatever address. The prefixes hold browsers to `Secure`, and the first to `Path=/`. */
const names = ["__Host-parlor", "__Secure-parlor", "parlor"];

export interface SetCookie {
  name: string;
  options: CookieSerializeOptions;
}

/** SES-2. The cookie that carries a browser's token. */
export interface SessionCookie {
  /** The token in a request's cookie; the names that only HTTPS can set go first. */
  tokenIn(request: IncomingMessage): string | undefined;
  /** How a page of this origin gets the cookie; the canonical address speaks for a client without an origin. */
  settingFor(origin: string | undefined): SetCookie;
}

/** Whether a request carries a cookie of Parlor's, which makes it a browser's (CON-8). Other cookies say nothing: load balancers set them too. */
export function carriesSession({ headers }: IncomingMessage): boolean {
  const sent = parseCookie(headers.cookie ?? "");
  return names.some((name) => Object.hasOwn(sent, name));
}

/** @param publicUrls as configured; without any, plain HTTP under every name */
export function sessionCookie(publicUrls: readonly string[]): SessionCookie {
  const [first = "http://localhost", ...others] = publicUrls;
  const canonical = settingAt(new URL(first));
  const settings = [canonical, ...others.map((url) => settingAt(new URL(url)))];
  const inUse = names.filter((name) => settings.some((setting) => setting.name === name));
  return {
    tokenIn({ headers }) {
      const sent = parseCookie(headers.cookie ?? "");
      const name = inUse.find((known) => sent[known]);
      return name && sent[name];
    },
    settingFor: (origin) => settings.find((setting) => setting.origin === origin) ?? canonical,
  };
}

function settingAt({ protocol, origin, pathname }: URL): SetCookie & { origin: string } {
  const secure = protocol === "https:";
  const prefix = pathname === "/" ? "__Host-" : "__Secure-";
  return {
    origin,
    name: `${secure ? prefix : ""}parlor`,
    options: { httpOnly: true, sameSite: "strict", path: pathname, secure, maxAge: LASTING_S },
  };
}
