import { asAnswer } from "./call.ts";
import { postCommand } from "./http-door.ts";
import { openSocketWire } from "./socket-wire.ts";
import type { Transport } from "./transport.ts";

/** Bodies of commands that were posted before the client was there, each handed out once; undefined for any other. */
export type Early = (name: string, input: unknown) => Promise<unknown> | undefined;

/** The real server at `url`, which has no slash at its end; "", or a path alone, is the one that the page came from. */
export function network(url: string, early: Early = () => undefined): Transport {
  return {
    open: (...wanted) => openSocketWire(url, ...wanted),
    async post(name, input, token) {
      const body = await early(name, input)?.catch(() => undefined);
      // An early request that failed says nothing: it is simply made again.
      return body === undefined ? postCommand(url, name, input, token) : asAnswer(body);
    },
  };
}
