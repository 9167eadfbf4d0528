import type { PrivatePart } from "../private-part.ts";
import type { PrivateSession } from "./private-session.ts";

/** What the client asks of private messages, answered by the present session if there is one. */
export function clientPart(session: () => PrivateSession | undefined, isLive: () => boolean): PrivatePart {
  const sealer = () => session()?.sealer;
  return {
    heard(name, payload) {
      if (name === "hello" && isLive()) session()?.live();
      else session()?.heard(name, payload);
    },
    sealed: (id) => sealer()?.sealed(id),
    seal: async (draft) => sealer()?.seal(draft),
    acked: (draft) => sealer()?.acked(draft),
    dropped: async (draft) => sealer()?.dropped(draft),
    turned: async () => sealer()?.turned(),
  };
}
