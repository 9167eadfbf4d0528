import { join } from "node:path";
import type { DialectName } from "../dialects/index.ts";
import { Program, root } from "./program.ts";
import type { Contestant, Target } from "./target.ts";

interface Peer {
  name: string;
  dialect: DialectName;
  /** A file of bench/peers/. */
  file: string;
}

/** A peer of our own making: a small server in Node, that delivers from memory and knows neither people nor rights. */
function nodePeer({ name, dialect, file }: Peer): Contestant {
  return {
    name,
    answers: dialect === "socketIo",
    missing: () => undefined,
    async start(): Promise<Target> {
      const args = [join(root, "bench/peers", file)];
      const program = await Program.start({ command: process.execPath, args, ready: /^listening on (\d+)/m });
      return target(name, dialect, program, Number(program.said));
    },
  };
}

/** The target of a server whose channels exist as soon as somebody names them. */
export function target(name: string, dialect: DialectName, program: Program, port: number): Target {
  let made = 0;
  return {
    name,
    dialect,
    port,
    pid: program.pid,
    channels: async (count) => Array.from({ length: count }, () => `c${(made += 1)}`),
    viewers: async (channel, count) => Array.from({ length: count }, () => ({ channel })),
    speakers: async (channel, count) => Array.from({ length: count }, () => ({ channel })),
    stop: () => program.stop(),
  };
}

export const nodePeers: Contestant[] = [
  nodePeer({ name: "socket.io", dialect: "socketIo", file: "socket-io.ts" }),
  nodePeer({ name: "ws", dialect: "ws", file: "ws.ts" }),
  nodePeer({ name: "ws-framed", dialect: "ws", file: "ws-framed.ts" }),
];
