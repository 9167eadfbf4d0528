import type { KeptStanding } from "../kept-standing.ts";
import type { Prepare } from "./prepare.ts";

/** Standings of one conversation, to be read and changed within a transaction. */
export interface Standings {
  /** How somebody stands to it; undefined when it is not theirs. */
  of(id: string, personId: string): { standing: KeptStanding; peerId: string } | undefined;
  set(id: string, personId: string, standing: KeptStanding): void;
  /** PRIV-6. Opens it for the person who was asked and for the one who asked; answers with those whose view of it changed. */
  accept(id: string, personId: string, at: number): string[];
}

const OF = "select standing, peer_id as peerId from conversation_member where conversation_id = ? and person_id = ?";
const SET = "update conversation_member set standing = ?, rev = rev + 1 where conversation_id = ? and person_id = ?";
const ACCEPT = "update conversation set accepted_at = ? where id = ?";

export function standings(prepare: Prepare): Standings {
  const [of, set, accept] = [prepare(OF), prepare(SET), prepare(ACCEPT)];
  const made: Standings = {
    of: (id, personId) => of.get(id, personId) as { standing: KeptStanding; peerId: string } | undefined,
    set: (id, personId, standing) => void set.run(standing, id, personId),
    accept(id, personId, at) {
      accept.run(at, id);
      made.set(id, personId, "open");
      const peerId = made.of(id, personId)?.peerId ?? "";
      // A person who blocked the other one keeps blocking them.
      if (made.of(id, peerId)?.standing !== "asking") return [personId];
      made.set(id, peerId, "open");
      return [personId, peerId];
    },
  };
  return made;
}
