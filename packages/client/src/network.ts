import { postCommand } from "./http-door.ts";
import { openSocketWire } from "./socket-wire.ts";
import type { Transport } from "./transport.ts";

/** The real server at an origin; "" is the one the page came from. */
export function network(origin: string): Transport {
  return {
    open: (...wanted) => openSocketWire(origin, ...wanted),
    post: (...wanted) => postCommand(origin, ...wanted),
  };
}
