import type { IncomingMessage } from "node:http";

/** CON-8. Decides from the headers alone whether a page of another site is speaking with the visitor's cookie. */
export type OriginPolicy = (request: IncomingMessage) => boolean;

/**
 * With a public URL, exactly its origin may ask. Without one, the page must come from the host the request names,
 * scheme, name and port. A request without an Origin but with a cookie is a browser's: either our own page polling, which
 * says so in a header that no page of another site can send without asking first (Fetch 4.8), or somebody else's link.
 */
export function originPolicy(publicUrl: string | undefined): OriginPolicy {
  return ({ headers }) => {
    if (headers.origin === undefined) return headers.cookie === undefined || headers["x-parlor"] !== undefined;
    return headers.origin === (publicUrl ?? `http://${headers.host}`);
  };
}
