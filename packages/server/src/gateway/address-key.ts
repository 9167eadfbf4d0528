import { isIPv6 } from "node:net";

/** Groups of an IPv6 address that name the network; a client that has one has all addresses in it (RFC 6177). */
const NETWORK_GROUPS = 4;

/** The part of an address that stands for one client in allowances: an IPv4 address whole, an IPv6 address by its /64. */
export function addressKey(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return mapped;
  if (!isIPv6(address)) return address;
  const plain = plainForm(address);
  const [, high, low] = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/.exec(plain) ?? [];
  if (high !== undefined && low !== undefined) return dotted(Number.parseInt(high, 16), Number.parseInt(low, 16));
  const [head = "", tail] = plain.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail ? tail.split(":") : [];
  const zeros =
    tail === undefined ? [] : Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => "0");
  return `${[...front, ...zeros, ...back].slice(0, NETWORK_GROUPS).join(":")}::/64`;
}

/**
 * The network that an address is in, from its `addressKey`: an IPv4 address whole, an IPv6 address by its /48. That is as much
 * as one customer is given (RFC 6177), so who has it has 65,536 networks of the kind that `addressKey` counts.
 */
export function networkKey(key: string): string {
  const site = /^((?:[0-9a-f]+:){2}[0-9a-f]+):[0-9a-f]+::\/64$/.exec(key)?.[1];
  return site === undefined ? key : `${site}::/48`;
}

/** The one spelling of an IPv6 address (RFC 5952): a proxy may write it in any, and each would have an allowance of its own. */
function plainForm(address: string): string {
  const [withoutZone = ""] = address.split("%");
  return new URL(`http://[${withoutZone}]`).hostname.slice(1, -1);
}

function dotted(high: number, low: number): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
}
