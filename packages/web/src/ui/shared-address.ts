import { signal } from "@preact/signals";

/** Where the server says that others can open it; undefined when only its own machine can, or before it said anything. */
export const serverAddress = signal<string | undefined>(undefined);

const loopback = /^(?:(?:.*\.)?localhost|localhost\.localdomain|127(?:\.\d+){3}|0\.0\.0\.0|\[::(?:1|ffff:7f.*)?\])\.?$/;

/**
 * A path of this page as an address for others: at the host this page was opened at, unless that is a name for this machine
 * alone. Undefined when no address is known that others could open.
 */
export function sharedLink(path: string, { origin, hostname }: { origin: string; hostname: string } = location) {
  const base = loopback.test(hostname) ? serverAddress.value : origin;
  return base === undefined ? undefined : new URL(path, base).href;
}
