import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

type Interfaces = Record<string, NetworkInterfaceInfo[] | undefined>;

/** Interfaces of containers and virtual machines: what they show, nobody else on the network can open. */
const virtual = /^(?:docker|br-|veth|virbr|vmnet|vboxnet|cni|flannel|lxc|podman)/;
const everywhere = new Set([undefined, "0.0.0.0", "::", "::0"]);

interface Listening {
  /** As HOST says; undefined listens everywhere. */
  host: string | undefined;
  port: number;
  /** The canonical address, where one is configured. */
  publicUrl: string | undefined;
}

/** The address at which others can open Parlor; undefined when only this machine can. */
export function networkAddress(
  { host, port, publicUrl }: Listening,
  interfaces: Interfaces = networkInterfaces(),
): string | undefined {
  if (publicUrl !== undefined) return publicUrl;
  const reached = everywhere.has(host) ? reachable(interfaces) : host;
  if (reached === undefined || isLoopback(reached)) return undefined;
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

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}
