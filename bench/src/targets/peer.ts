import { join } from "node:path";
import type { DialectName } from "../dialects/index.ts";
import { Program, root, withProbe } from "./program.ts";
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
    isNode: true,
    async start(how) {
      const args = [...(how?.probe ? withProbe : []), join(root, "bench/peers", file)];
      const program = await Program.start({ command: process.execPath, args, ready: /^listening on (\d+)/m });
      return openTarget(name, dialect, program, Number(program.said));
    },
  };
}

/** The target of a server that anyone may use, and whose channels exist as soon as somebody names them. */
export function openTarget(name: string, dialect: DialectName, program: Program, port: number): Target {
  let made = 0;
  const seats = async (channel: string, count: number) => Array.from({ length: count }, () => ({ channel }));
  return {
    name,
    dialect,
    program,
    port,
    channels: async (count) => Array.from({ length: count }, () => `c${(made += 1)}`),
    viewers: seats,
    people: seats,
    stop: () => program.stop(),
  };
}

export const nodePeers: Contestant[] = [
  nodePeer({ name: "socket.io", dialect: "socketIo", file: "socket-io.ts" }),
  nodePeer({ name: "ws", dialect: "ws", file: "ws.ts" }),
  nodePeer({ name: "ws-framed", dialect: "ws", file: "ws-framed.ts" }),
];
