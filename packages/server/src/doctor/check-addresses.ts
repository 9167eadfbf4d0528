import type { Config } from "../config.ts";
import { networkAddress } from "../network-address.ts";
import { acceptsPage } from "./ask-parlor.ts";
import { checkAddress } from "./check-address.ts";
import { localAddress } from "./check-server.ts";
import { type Finding, ok, warn, fail } from "./finding.ts";

/** One finding for each address of PUBLIC_URL, or one for what works without it. `asks`: a server answers on this machine. */
export async function checkAddresses(config: Config, asks: boolean): Promise<Finding[]> {
  const local = asks ? localAddress(config) : undefined;
  if (config.publicUrls.length === 0) return [await withoutPublicUrl(config, local)];
  const { transports } = config;
  const found = await Promise.all(config.publicUrls.map((url) => checkAddress(url, { local, transports })));
  const isBehindProxy = config.publicUrls.some((url) => url.startsWith("https:"));
  if (!isBehindProxy || config.trustedProxies.length > 0) return found;
  const advice =
    "TRUSTED_PROXIES is not set: everyone behind the proxy counts as one address. Name the proxy, as in TRUSTED_PROXIES=loopback.";
  return [...found, warn(advice)];
}

/** Without PUBLIC_URL a page is accepted from the host that its request names, over plain HTTP. */
async function withoutPublicUrl(config: Config, local: string | undefined): Promise<Finding> {
  if (local !== undefined && (await acceptsPage(local, local)) === false)
    return fail("PUBLIC_URL is not set for this command, but the running server has one: give both the same settings.");
  const here = `http://localhost:${config.port}`;
  const others = networkAddress({ host: config.host, port: config.port, publicUrls: [] });
  const behind = "Behind a proxy with HTTPS set PUBLIC_URL to its address, or every browser is refused.";
  if (others === undefined)
    return ok(`PUBLIC_URL is not set: browsers on this machine are accepted at ${here}. ${behind}`);
  return warn(
    `PUBLIC_URL is not set: browsers are accepted at ${here} and ${others}, over plain HTTP, where private messages are off. ${behind}`,
  );
}
