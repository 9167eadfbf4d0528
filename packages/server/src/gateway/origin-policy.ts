import type { IncomingMessage } from "node:http";

/** CON-8. Decides from the headers alone whether a page of another site is speaking with the visitor's cookie. */
export type OriginPolicy = (request: IncomingMessage) => boolean;

/**
 * With a public URL, exactly its origin may ask. Without one, the page must come from the host the request names,
 * scheme, name and port. Programs send no Origin; then a cookie is refused, since only browsers hold one.
 */
export function originPolicy(publicUrl: string | undefined): OriginPolicy {
  return ({ headers }) => {
    if (headers.origin === undefined) return headers.cookie === undefined;
    return headers.origin === (publicUrl ?? `http://${headers.host}`);
  };
}
