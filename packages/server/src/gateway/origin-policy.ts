import type { IncomingMessage } from "node:http";
import { type CodedError, errors } from "@parlor/protocol";
import { isForOthers } from "../network-address.ts";
import { carriesSession } from "./session-cookie.ts";

/** CON-8. Judges by the headers alone which page a request comes from. */
export interface OriginPolicy {
  /** False when a page of another address speaks with the visitor's cookie, or as if it were Parlor's own. */
  allows(request: IncomingMessage): boolean;
  /** Whether the answer may set a cookie. A page elsewhere must not sign its visitors in as somebody of its choice. */
  mayKeepCookie(request: IncomingMessage): boolean;
  /** What a refused page is told: the address to open instead, where one is configured (CON-10). */
  refusal(request: IncomingMessage): CodedError;
}

/**
 * Whether a page takes this server for its own. At an address that nobody configured it is a stranger's, whose name leads here
 * (DNS rebinding): what is refused to pages elsewhere by the browser, it could read.
 */
function isOfOurHost({ origin = "", host = "" }: IncomingMessage["headers"]): boolean {
  const page = URL.parse(origin);
  return page !== null && page.host === URL.parse(`${page.protocol}//${host}`)?.host;
}

/**
 * A request is a page's when it carries Parlor's cookie, or the header `X-Parlor`, which no page of another address can send without
 * asking first (Fetch 4.8). It must come from a configured address; without any, from the host that the request names. Browsers send
 * no `Origin` with a same-origin GET, such as polling: there the header is enough.
 *
 * @param publicUrls as configured, the canonical one first
 */
export function originPolicy(publicUrls: readonly string[]): OriginPolicy {
  const configured = publicUrls.map((url) => new URL(url));
  const isOwn = ({ origin, host = "" }: IncomingMessage["headers"]): boolean =>
    configured.length > 0
      ? configured.some((url) => url.origin === origin)
      : origin !== undefined && origin === URL.parse(`http://${host}`)?.origin;

  return {
    allows(request) {
      const { headers } = request;
      const saysItIsOurs = headers["x-parlor"] !== undefined;
      if (!saysItIsOurs && !carriesSession(request)) return !isOfOurHost(headers) || isOwn(headers);
      return headers.origin === undefined ? saysItIsOurs : isOwn(headers);
    },
    mayKeepCookie: ({ headers }) => headers.origin === undefined || isOwn(headers),
    refusal({ headers }) {
      const asked = URL.parse(headers.origin ?? "")?.hostname;
      // A visitor from elsewhere cannot open what works on the server's machine alone.
      const url =
        configured.find(({ hostname }) => hostname === asked) ??
        configured.find(({ hostname }) => isForOthers(hostname)) ??
        configured[0];
      const address = url?.href.replace(/\/*$/, "/");
      const { meaning } = errors.origin_refused;
      return { code: "origin_refused", message: address ? `${meaning} It is at ${address}` : meaning, address };
    },
  };
}
