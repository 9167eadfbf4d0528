import { readFile } from "node:fs/promises";

/** A TCP connection as the kernel has it: `cut` is closed by its program, though bytes of it may still wait. */
export type TcpState = "open" | "cut" | "gone";

const ESTABLISHED = "01";
const TIME_WAIT = "06";

/** The states of a server's connections by the port of the other end, as Linux tells them; null on other systems. */
export async function tcpStates(serverPort: number): Promise<ReadonlyMap<number, TcpState> | null> {
  const states = new Map<number, TcpState>();
  try {
    for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
      for (const line of (await readFile(table, "utf8")).split("\n").slice(1)) {
        const [, local = "", remote = "", state = ""] = line.trim().split(/\s+/);
        if (portOf(local) !== serverPort || state === TIME_WAIT) continue;
        states.set(portOf(remote), state === ESTABLISHED ? "open" : "cut");
      }
    }
  } catch {
    return null;
  }
  return states;
}

/** Addresses stand there as hex:port, the port in hex too. */
function portOf(address: string): number {
  return Number.parseInt(address.slice(address.lastIndexOf(":") + 1), 16);
}
