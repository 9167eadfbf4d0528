import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { type CodedError, errors } from "@parlor/protocol";

/** CON-13. Judges by the header `Host` under which name somebody speaks to this server. */
export interface HostPolicy {
  allows(request: IncomingMessage): boolean;
  refusal(request: IncomingMessage): CodedError;
}

/** Characters of a refused name that are repeated; a name has 253 at most (RFC 1035). */
const SHOWN = 253;

/**
 * A page of another site can have its name resolve to this server, and would then be of the same origin (DNS rebinding): it
 * could read all that a program in this network can. So without a configured address Parlor answers only to names that nobody
 * outside can own: addresses, `localhost`, `*.local`, names without a dot, and `allowedHosts`. With one, `originPolicy` tells
 * such pages by their `Origin`, and a proxy may call the server what it likes. A request without a `Host` is no browser's.
 */
export function hostPolicy(publicUrls: readonly string[], allowedHosts: readonly string[]): HostPolicy {
  const isAny = publicUrls.length > 0 || allowedHosts.includes("*");
  const names = new Set(allowedHosts);
  const suffixes = allowedHosts.filter((host) => host.startsWith("*.")).map((host) => host.slice(1));
  const allows = ({ headers: { host } }: IncomingMessage): boolean => {
    if (isAny || host === undefined || host === "") return true;
    const name = hostnameOf(host);
    if (name === undefined) return false;
    return isNobodys(name) || names.has(name) || suffixes.some((suffix) => name.endsWith(suffix));
  };
  return {
    allows,
    refusal({ headers: { host = "" } }) {
      const { meaning } = errors.host_refused;
      const name = (hostnameOf(host) ?? host).slice(0, SHOWN);
      return {
        code: "host_refused",
        message: `${meaning} If people should open it as "${name}", set PUBLIC_URL, or add the name to ALLOWED_HOSTS.`,
      };
    },
  };
}

/** Whether no stranger can have this name lead here. */
function isNobodys(name: string): boolean {
  return !name.includes(".") || name.endsWith(".local") || isIP(name.replace(/^\[|\]$/g, "")) > 0;
}

/** In the form of a browser: lower case, without the port and the root's dot. */
function hostnameOf(host: string): string | undefined {
  if (!/^[^/?#@\\\s]+$/.test(host)) return undefined;
  return URL.parse(`http://${host}`)?.hostname.replace(/\.$/, "");
}
