import type { Conversation, Person } from "@parlor/protocol";
import type { Core } from "../core.ts";
import { fromBase64url } from "./base64url.ts";
import { fingerprint } from "./fingerprint.ts";
import { publicIdentity } from "./identity.ts";
import { sameIdentity } from "./public-identity.ts";
import type { KeptPeer } from "./kept.ts";
import type { KeySecrets } from "./key-secrets.ts";
import type { Keyring } from "./keyring.ts";
import type { OwnKeys } from "./own-keys.ts";
import type { Peers } from "./peers.ts";
import type { PrivateKey } from "./private-key.ts";
import type { Found, PrivateAnswer } from "./private-state.ts";
import { problem } from "./problem.ts";
import { readKey } from "./read-key.ts";
import { openRecord, type OpenedRecord } from "./record.ts";
import { stretchPhrase, type Stretch } from "./stretch.ts";

export interface FinderHost {
  core: Core;
  own: OwnKeys;
  ring: Keyring;
  peers: Peers;
  stretch: Stretch;
  conversations(): readonly Conversation[];
}

/** Bytes of a place's salt of phrases. */
const saltLength = 16;

interface Seen {
  readonly secrets: KeySecrets;
  readonly record: OpenedRecord;
}

/** Looks private keys up, and knocks with them (SEAL-3, SEAL-5, SEAL-10). */
export class KeyFinder {
  readonly #host: FinderHost;
  readonly #seen = new WeakMap<Found, Seen>();
  #salt: Uint8Array | undefined;

  constructor(host: FinderHost) {
    this.#host = host;
  }

  async find(text: string): Promise<PrivateAnswer<Found>> {
    const typed = readKey(text);
    if (typed.is === "key") return this.#look({ is: "generated", secret: typed.secret });
    if (typed.is !== "phrase") return problem("typo");
    const secret = await this.stretched(typed.phrase);
    return secret.ok ? this.#look(secret.value) : secret;
  }

  /** A phrase as a private key of this place. */
  async stretched(phrase: string): Promise<PrivateAnswer<PrivateKey>> {
    if (!this.#salt) {
      const answer = await this.#host.core.call("private.about", {});
      if (!answer.ok) return answer;
      this.#salt = fromBase64url(answer.value.phraseSalt, saltLength);
    }
    if (!this.#salt) return problem("bad_record");
    return { ok: true, value: { is: "phrase", secret: await stretchPhrase(this.#host.stretch, phrase, this.#salt) } };
  }

  /** Knocks: opens the conversation with the person who was found, or the one there is. */
  async open(found: Found): Promise<PrivateAnswer<Conversation>> {
    const { core, own } = this.#host;
    const seen = this.#seen.get(found);
    if (!own.identity || !seen) return problem("no_keys");
    const answer = await core.call("private.open", { lookup: seen.secrets.lookup });
    if (!answer.ok) return answer;
    const { conversation } = answer.value;
    // With one person there is one conversation: in another one nobody is pinned yet, and the person who was found would be.
    const known = found.conversationId ?? this.#with(found.owner)?.id ?? conversation.id;
    if (conversation.peer.id !== found.owner.id || conversation.id !== known) return problem("bad_record");
    await this.#pin(conversation, seen);
    return { ok: true, value: conversation };
  }

  async #look(key: PrivateKey): Promise<PrivateAnswer<Found>> {
    const { core, own, peers } = this.#host;
    const secrets = await peers.secretsOf(key);
    const answer = await core.call("private.find", { lookup: secrets.lookup });
    if (!answer.ok) return answer;
    const opened = await openRecord(answer.value.record, secrets, core.clock.now(), (hash) =>
      own.drawer.get(`highest/${hash}`),
    );
    if (!opened.ok && opened.trouble.code === "expired") {
      return { ok: false, error: { code: "key_not_found", message: "This private key has expired." } };
    }
    if (!opened.ok) return problem(opened.trouble.code === "rolled_back" ? "old_record" : "bad_record");
    const { terms, cardHash, card } = opened.value;
    const { owner } = answer.value;
    const conversation = this.#with(owner);
    const pinned = conversation && own.peers.get(conversation.id);
    const isSame = pinned && sameIdentity(pinned.pinned, card.identity);
    // Its owner's prekeys are one row, and each of their private keys shows it.
    if (isSame && terms.prekey.seq < pinned.prekey.seq) return problem("old_record");
    await own.drawer.change([], () => [[`highest/${cardHash}`, { seq: terms.seq, prekeySeq: terms.prekey.seq }]]);
    return { ok: true, value: await this.#found(owner, { secrets, record: opened.value }, conversation, pinned) };
  }

  #with({ id }: Person): Conversation | undefined {
    return this.#host.conversations().find(({ peer }) => peer.id === id);
  }

  async #found(owner: Person, seen: Seen, conversation?: Conversation, pinned?: KeptPeer): Promise<Found> {
    const { card, terms } = seen.record;
    const { identity } = this.#host.own;
    const found: Found = {
      owner,
      name: terms.name,
      fingerprint: await fingerprint(card.identity),
      own: identity !== undefined && sameIdentity(publicIdentity(identity.identity), card.identity),
      changed: pinned !== undefined && !sameIdentity(pinned.pinned, card.identity),
      ...(conversation && { conversationId: conversation.id }),
    };
    this.#seen.set(found, seen);
    return found;
  }

  async #pin({ id, standing }: Conversation, { secrets, record }: Seen): Promise<void> {
    const { own, ring, peers } = this.#host;
    const { identity } = record.card;
    const { prekey } = record.terms;
    const known = own.peers.get(id);
    if (!known) {
      // Accepted already, so before these keys were there: they have to be told.
      const introduce = standing !== "asking" && { introduce: true };
      return ring.keepPeer({ id, pinned: identity, prekey, past: [], knock: secrets.key, ...introduce });
    }
    if (!sameIdentity(known.pinned, identity)) return peers.suspect(id, { identity, prekey, knock: secrets.key });
    const newest = prekey.seq > known.prekey.seq ? prekey : known.prekey;
    return ring.keepPeer({ ...known, prekey: newest, knock: secrets.key });
  }
}
