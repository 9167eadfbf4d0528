import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

type Interfaces = Record<string, NetworkInterfaceInfo[] | undefined>;

/** Interfaces of containers and virtual machines: what they show, nobody else on the network can open. */
const virtual = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|lxc|podman)/;
/** No address in particular, in any spelling of zero. */
const everywhere = /^(?:[0:.]+|::ffff:0\.0\.0\.0)$/i;
const loopback = /^(?:(?:.*\.)?localhost|localhost\.localdomain|(?:::ffff:)?127\..*|::ffff:7f.*|[0:]*:0*1)\.?$/i;

interface Listening {
  /** As HOST says; undefined listens everywhere. */
  host: string | undefined;
  port: number;
  /** As configured, the canonical one first. */
  publicUrls: readonly string[];
}

/** The address at which others can open Parlor; undefined when only this machine can. */
export function networkAddress(
  { host, port, publicUrls }: Listening,
  interfaces: Interfaces = networkInterfaces(),
): string | undefined {
  // One of them may be for this machine alone.
  if (publicUrls.length > 0) return publicUrls.find((url) => isForOthers(new URL(url).hostname));
  const reached = host === undefined || everywhere.test(host) ? reachable(interfaces) : host;
  if (reached === undefined || !isForOthers(reached)) return undefined;
  const authority = reached.includes(":") ? `[${reached}]` : reached;
  return `http://${authority}${port === 80 ? "" : `:${port}`}`;
}

/** An IPv4 address comes first, because people can read it out to each other. */
function reachable(interfaces: Interfaces): string | undefined {
  const all = Object.entries(interfaces)
    .filter(([name]) => !virtual.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .filter(({ internal, address }) => !internal && !/^(?:169\.254\.|fe80:)/i.test(address));
  return (all.find(({ family }) => family === "IPv4") ?? all[0])?.address;
}

/** Whether a host, as a setting or a URL names it, is more than a name for this machine alone. */
export function isForOthers(host: string): boolean {
  const bare = host.replaceAll(/[[\]]/g, "");
  return !loopback.test(bare) && !everywhere.test(bare);
}
