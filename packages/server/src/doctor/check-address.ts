import type { Config } from "../config.ts";
import { version } from "../version.ts";
import { acceptsPage, askVersion, passesWebSocket, versionIn } from "./ask-parlor.ts";
import { type Finding, fail, ok, warn, worst } from "./finding.ts";

const UNTRUSTED =
  /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|CERT_\w+|ERR_TLS_CERT_ALTNAME_INVALID)$/;

/** What is known of the server while its addresses are checked. */
export interface Asked {
  /** Where it answers on this machine; undefined when none that could be asked runs. */
  local: string | undefined;
  transports: Config["transports"];
}

/** Whether a browser that opens one address of PUBLIC_URL gets to this server and is accepted by it (CON-8). */
export async function checkAddress(url: string, { local, transports }: Asked): Promise<Finding> {
  const { origin, hostname, protocol } = new URL(url);
  const privacy =
    protocol === "https:" || isThisMachine(hostname)
      ? []
      : [warn(`${url}: private messages are off there, because browsers offer encryption over https only.`)];
  if (local === undefined)
    return worst([ok(`${url}: good, but not asked, because no server answers here.`), ...privacy]) ?? ok(url);
  // The server's own settings decide, and it may have been started with others than this command.
  if ((await acceptsPage(local, origin)) === false)
    return fail(`${url}: the running server refuses pages of this address. Restart it with this PUBLIC_URL.`);
  return worst([await wayIn(url, origin, transports), ...privacy]) ?? ok(url);
}

async function wayIn(url: string, origin: string, transports: Config["transports"]): Promise<Finding> {
  const heard = await askVersion(url);
  if (heard.failure !== undefined) {
    const why = UNTRUSTED.test(heard.failure)
      ? `its certificate is not trusted here (${heard.failure}): a browser that does not trust it either shows a warning first.`
      : `it could not be reached from this machine (${heard.failure}): look at the name, the proxy and the firewall, or try it from another machine.`;
    return warn(`${url}: the server accepts pages of it, but ${why}`);
  }
  if (heard.location !== undefined)
    return fail(
      `${url}: it redirects to ${new URL(heard.location, url).origin}: put the address that people end at into PUBLIC_URL.`,
    );
  const there = versionIn(heard);
  if (there === undefined)
    return fail(
      `${url}: something else than Parlor answers there (status ${heard.status}): correct the proxy, or its path.`,
    );
  if (there !== version) return warn(`${url}: version ${there} answers there, and this program is ${version}.`);
  if ((await acceptsPage(url, origin)) !== true)
    return fail(
      `${url}: what a browser sends does not get through the proxy whole: it must pass POST requests and the header Origin on.`,
    );
  if (transports.includes("websocket") && !(await passesWebSocket(url, origin)))
    return warn(
      `${url}: a browser is accepted, but no WebSocket gets through the proxy. Everything works by polling, at a higher cost.`,
    );
  return ok(`${url}: a browser is accepted, by version ${there}.`);
}

export function isThisMachine(hostname: string): boolean {
  return (
    hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.") || hostname.endsWith(".localhost")
  );
}
