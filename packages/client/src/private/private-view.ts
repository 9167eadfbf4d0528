import type { Conversation } from "@parlor/protocol";
import { fingerprint } from "./fingerprint.ts";
import { publicIdentity } from "./identity.ts";
import type { PublicIdentity } from "./public-identity.ts";
import type { PrivateSession } from "./private-session.ts";
import type { ConversationView, PrivateState, Safety } from "./private-state.ts";

/** Makes the snapshot that is shown. Fingerprints are worked out behind it: until then they are empty. */
export class PrivateViewer {
  readonly #fingerprints = new Map<string, string>();
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  state(session: PrivateSession): PrivateState {
    const { own, directory, keys, isElsewhere } = session;
    const conversations = directory
      .all()
      .map((each) => this.#conversation(session, each))
      .sort((a, b) => (b.lastAt ?? b.createdAt) - (a.lastAt ?? a.createdAt));
    if (!own.identity || session.ring.isForeign) {
      const elsewhere = session.ring.isForeign || isElsewhere;
      const isHeard = elsewhere !== undefined && directory.isKnown;
      return isHeard ? { is: "none", elsewhere, conversations } : { is: "loading" };
    }
    return {
      is: "ready",
      keys: keys.views(directory.all()),
      conversations,
      isListed: directory.isKnown,
      fingerprint: this.#fingerprint(publicIdentity(own.identity.identity)),
      recovery: own.identity.entropy ? "pending" : "saved",
      devices: own.devices.size,
    };
  }

  #conversation(session: PrivateSession, each: Conversation): ConversationView {
    const { own } = session;
    const { id, standing, head, lastAt, createdAt } = each;
    const peer = own.peers.get(id);
    const through = own.keys.get(each.keyId ?? peer?.through ?? "")?.label;
    return {
      id,
      peer: session.current(each.peer),
      standing,
      head,
      createdAt,
      safety: this.#safety(session, each),
      ...(lastAt !== undefined && { lastAt }),
      ...(through !== undefined && { through }),
      ...(peer && { fingerprint: this.#fingerprint(peer.pinned) }),
      ...(session.isRolledBack(id) && { rolledBack: true }),
    };
  }

  #safety({ own }: PrivateSession, { id }: Conversation): Safety {
    const peer = own.peers.get(id);
    if (!own.identity || !peer) return { is: "locked" };
    if (!peer.changed) return { is: "ok" };
    const [fresh, pinned] = [this.#fingerprint(peer.changed.identity), this.#fingerprint(peer.pinned)];
    return { is: "changed", fingerprint: fresh, pinned };
  }

  #fingerprint(identity: PublicIdentity): string {
    const name = `${identity.signing.join()} ${identity.receiving.join()}`;
    const known = this.#fingerprints.get(name);
    if (known !== undefined) return known;
    this.#fingerprints.set(name, "");
    void fingerprint(identity).then((digits) => {
      this.#fingerprints.set(name, digits);
      this.#changed();
    });
    return "";
  }
}
