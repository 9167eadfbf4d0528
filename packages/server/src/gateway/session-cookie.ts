import type { CookieSerializeOptions } from "@fastify/cookie";

/** Browsers cap a cookie's life at 400 days (RFC 6265bis 5.5). */
const LASTING_S = 400 * 24 * 60 * 60;

export interface SessionCookie {
  name: string;
  options: CookieSerializeOptions;
}

/** SES-2. The cookie that carries a browser's token; with HTTPS it is bound to this host and never sent in clear. */
export function sessionCookie(publicUrl: string | undefined): SessionCookie {
  const secure = publicUrl?.startsWith("https:") ?? false;
  return {
    name: secure ? "__Host-parlor" : "parlor",
    options: { httpOnly: true, sameSite: "strict", path: "/", secure, maxAge: LASTING_S },
  };
}
