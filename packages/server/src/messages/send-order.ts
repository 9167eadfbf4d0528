import type { ChannelId } from "@parlor/protocol";

/** A message as its order needs it. */
interface Sent {
  by: { id: string };
  draft: { room: { id: ChannelId }; clientId: string; after?: string | undefined };
}

/**
 * Messages remembered, at least: a follower comes within a round trip of what it follows. Forgetting one costs its follower
 * a second try, never its place.
 */
const REMEMBERED = 4_096;

/** MSG-9. Lets a message that names the one before it pass only after that one. */
export class SendOrder {
  /** What was stored last, in two generations: the older one goes as a whole. */
  #young = new Set<string>();
  #old = new Set<string>();

  /** The messages of a batch that may be stored with it, in their order; `refuse` is told of each other one. */
  sift<S extends Sent>(batch: S[], refuse: (send: S) => void): S[] {
    if (batch.every(({ draft }) => draft.after === undefined)) return batch;
    const before = new Set<string>();
    return batch.filter((send) => {
      const { clientId, after } = send.draft;
      const named = after === undefined ? undefined : keyOf(send, after);
      const follows = named === undefined || before.has(named) || this.#young.has(named) || this.#old.has(named);
      if (follows) before.add(keyOf(send, clientId));
      else refuse(send);
      return follows;
    });
  }

  /** This message is on disk, now or since an earlier try. */
  keep(send: Sent): void {
    this.#young.add(keyOf(send, send.draft.clientId));
    if (this.#young.size < REMEMBERED) return;
    this.#old = this.#young;
    this.#young = new Set();
  }
}

function keyOf({ by, draft: { room } }: Sent, clientId: string): string {
  return room.id + by.id + clientId;
}
