import type { Fanout } from "./fanout.ts";

/** For programs that write beside the server, and for tests: nobody listens here. */
export const unheard: Fanout = { publish: () => undefined, announce: () => undefined, drain: () => undefined };
