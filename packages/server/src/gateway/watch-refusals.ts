import type { IncomingMessage } from "node:http";
import type { OriginPolicy } from "./origin-policy.ts";

/** Origins remembered as told. Past it the log stays silent, because somebody makes them up. */
const TOLD_MAX = 100;
/** As much of a header as a log line shows. */
const SHOWN = 200;

interface Watcher {
  /** Called for every refusal. */
  counted(): void;
  /** Called once for each pair of origin and host. */
  told(refused: { origin: string; host: string }): void;
}

/** Lets an operator see refused pages: most of them are their own users, at an address that PUBLIC_URL does not name. */
export function watchRefusals(policy: OriginPolicy, { counted, told }: Watcher): OriginPolicy {
  const known = new Set<string>();
  return {
    ...policy,
    allows(request: IncomingMessage) {
      if (policy.allows(request)) return true;
      counted();
      const [origin, host] = [request.headers.origin, request.headers.host].map((text = "") => text.slice(0, SHOWN));
      const key = `${origin} ${host}`;
      if (known.size < TOLD_MAX && !known.has(key)) {
        known.add(key);
        told({ origin: origin ?? "", host: host ?? "" });
      }
      return false;
    },
  };
}
