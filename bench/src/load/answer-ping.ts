import type { Dialect } from "../dialects/dialect.ts";
import type { Wire } from "./wire.ts";

/** Answers the server's question whether somebody is there. A ping cut in two by the network goes unheard: it comes again. */
export function answerPing({ ping }: Dialect, wire: Wire, chunk: Buffer): void {
  if (ping && chunk.includes(ping.heard)) wire.write(ping.answer);
}
