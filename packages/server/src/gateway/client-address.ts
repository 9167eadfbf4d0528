import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { addressKey } from "./address-key.ts";

/** Tells which address a request counts for, in the form of `addressKey`. */
export type ClientAddress = (request: IncomingMessage) => string;

/**
 * API-4. Reads `X-Forwarded-For` from the right, the end that our own proxy wrote, as long as each hop is trusted. The first hop
 * that is not trusted is the client. If a proxy names its client in no form that is an address (`unknown`, `_hidden`, `unix:`), the
 * client counts for that proxy: what stands further left may be the client's own invention.
 *
 * The header `Forwarded` (RFC 7239) is not read. Every proxy in use sends `X-Forwarded-For` too, and a proxy that passes a
 * header of its clients on unread would let them choose their address.
 *
 * @param isTrusted whether the proxy at this address says truly who its clients are
 */
export function clientAddress(isTrusted: (address: string) => boolean): ClientAddress {
  return ({ socket, headers }) => {
    // A peer that has gone has no address any more, and nothing is answered to it.
    let client = plainAddress(socket.remoteAddress ?? "") ?? "";
    const named = String(headers["x-forwarded-for"] ?? "").split(",");
    while (named.length > 0 && isTrusted(client)) {
      const entry = named.pop()?.trim() ?? "";
      // A list may have empty elements (RFC 9110 5.6.1).
      if (entry === "") continue;
      const address = plainAddress(entry);
      if (address === undefined) break;
      client = address;
    }
    return addressKey(client);
  };
}

/**
 * The address in an entry without its quotes, brackets, port and zone; undefined if there is none in it. Some proxies write the
 * entry as in `Forwarded`: `for=192.0.2.1;proto=https`.
 */
function plainAddress(entry: string): string | undefined {
  const [node = ""] = entry.replace(/^for=/i, "").split(";");
  const bare = node.replaceAll('"', "").trim();
  const [, bracketed = bare] = /^\[(.*)\](?::\d*)?$/.exec(bare) ?? [];
  const [address] = [bracketed, bracketed.replace(/:\d*$/, "")].filter((text) => isIP(text) > 0);
  return address?.replace(/%.*$/, "").replace(/^::ffff:(?=\d+\.)/i, "");
}
