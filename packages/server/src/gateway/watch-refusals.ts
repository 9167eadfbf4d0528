import type { IncomingMessage } from "node:http";
import type { HostPolicy } from "./host-policy.ts";
import type { OriginPolicy } from "./origin-policy.ts";

/** Pairs remembered as told. Past it the log stays silent, because somebody makes them up. */
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
  const isNew = firstTimes();
  return {
    ...policy,
    allows(request: IncomingMessage) {
      if (policy.allows(request)) return true;
      counted();
      const { origin = "", host = "" } = request.headers;
      const refused = { origin: origin.slice(0, SHOWN), host: host.slice(0, SHOWN) };
      if (isNew(`${refused.origin} ${refused.host}`)) told(refused);
      return false;
    },
  };
}

/** The same for names that the server does not know; `told` is called once for each. */
export function watchHosts(policy: HostPolicy, told: (host: string) => void): HostPolicy {
  const isNew = firstTimes();
  return {
    ...policy,
    allows(request) {
      if (policy.allows(request)) return true;
      const host = request.headers.host?.slice(0, SHOWN) ?? "";
      if (isNew(host)) told(host);
      return false;
    },
  };
}

/** Whether a key comes for the first time, for the first keys that come. */
function firstTimes(): (key: string) => boolean {
  const known = new Set<string>();
  return (key) => known.size < TOLD_MAX && known.size < known.add(key).size;
}
