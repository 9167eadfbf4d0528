import type { ChannelId, Conversation, KeyId, Message } from "@parlor/protocol";
import type { Core } from "../core.ts";
import { openEnvelope, type Opened, type Opening } from "./envelope-open.ts";
import { sameIdentity, type PublicIdentity } from "./public-identity.ts";
import type { KeptPeer } from "./kept.ts";
import { keySecrets, type KeySecrets } from "./key-secrets.ts";
import type { Keyring } from "./keyring.ts";
import type { OwnKeys } from "./own-keys.ts";
import type { PrivateKey } from "./private-key.ts";
import type { Outcome } from "./trouble.ts";

export interface PeersHost {
  core: Core;
  own: OwnKeys;
  ring: Keyring;
  conversation(id: ChannelId): Conversation | undefined;
}

/** How many of the first messages may come before a knock that opens: as many as a request has, and some. */
const firstMessages = 40;

/** Whose conversation is whose: pins an identity at the first contact, and notices another one (SEAL-10 to SEAL-12). */
export class Peers {
  readonly #host: PeersHost;
  /** Of keys that are in use; a key that was only typed is forgotten with the attempt. */
  readonly #secrets = new WeakMap<PrivateKey, Promise<KeySecrets>>();
  readonly #meeting = new Map<ChannelId, Promise<void>>();
  /** With what nobody could be met: until some of it is different, there is no use in trying again. */
  readonly #tried = new Map<ChannelId, string>();

  constructor(host: PeersHost) {
    this.#host = host;
  }

  /** Pins the person who knocked first, when nobody is pinned yet. Once at a time; the next call tries again. */
  meet(id: ChannelId): Promise<void> {
    const { own } = this.#host;
    if (own.peers.has(id) || !own.identity) return Promise.resolve();
    const meeting = this.#meeting.get(id) ?? this.#meet(id).finally(() => this.#meeting.delete(id));
    this.#meeting.set(id, meeting);
    return meeting;
  }

  /** Opens one message, and learns what it tells of the peer: a newer prekey, or another identity than the pinned one. */
  async open(id: ChannelId, message: Message): Promise<Outcome<Opened>> {
    const peer = this.#host.own.peers.get(id);
    if (!peer) return this.#openFor(id, message, []);
    const opened = await this.#openFor(id, message, [peer.pinned]);
    if (opened.ok) await this.#heard(id, message, opened.value);
    else if (opened.trouble.code === "changed") return this.#changed(peer, message, opened);
    else if (opened.trouble.code === "tampered") return this.#openPast(id, message, peer, opened);
    return opened;
  }

  /** What follows from a private key, worked out once for as long as the key is held. */
  secretsOf(key: PrivateKey): Promise<KeySecrets> {
    const known = this.#secrets.get(key) ?? keySecrets(key);
    this.#secrets.set(key, known);
    return known;
  }

  /** The other identity takes the place of the pinned one, which goes on opening what it wrote. */
  async trust(id: ChannelId): Promise<void> {
    const peer = this.#host.own.peers.get(id);
    if (!peer?.changed) return;
    const { changed, knock: _, introduce: __, ...rest } = peer;
    const { identity: pinned, prekey, knock } = changed;
    // Who knocked on us knows us; on whom we knocked may have lost what they knew.
    const introduce = knock && { knock, introduce: true };
    const until = this.#host.conversation(id)?.head ?? 0;
    const past = [
      { identity: peer.pinned, until },
      ...peer.past.filter((each) => !sameIdentity(each.identity, pinned)),
    ];
    await this.#host.ring.keepPeer({ ...rest, pinned, prekey, past, ...introduce });
  }

  /** The knock of another identity, or its record, waits for trust. Not kept in the keyring: each device judges by itself. */
  async suspect(id: ChannelId, changed: NonNullable<KeptPeer["changed"]>): Promise<void> {
    const path = `peer/${id}` as const;
    await this.#host.own.change([path], (found) => {
      const peer = found(path);
      return peer ? [[path, { ...peer, changed }]] : [];
    });
  }

  async #meet(id: ChannelId): Promise<void> {
    const { core, own, ring, conversation } = this.#host;
    const holding = `${conversation(id)?.head} ${own.prekeys.size} ${own.keys.size} ${own.identity?.device}`;
    if (this.#tried.get(id) === holding) return;
    const answer = await core.call("message.page", { channelId: id, after: 0, limit: firstMessages });
    if (!answer.ok) return;
    this.#tried.set(id, holding);
    for (const message of answer.value.messages) {
      if (message.by === core.self()) continue;
      const opened = await this.#openFor(id, message, []);
      if (!opened.ok || !opened.value.from || own.peers.has(id)) continue;
      const through = conversation(id)?.keyId ?? (await this.#byHint(opened.value.hint))?.keyId;
      const { from, prekey } = opened.value;
      return ring.keepPeer({ id, pinned: from.identity, prekey, past: [], ...(through !== undefined && { through }) });
    }
  }

  #openFor(id: ChannelId, { by, clientId, text }: Message, peers: readonly PublicIdentity[]): Promise<Outcome<Opened>> {
    const { core, own } = this.#host;
    if (!own.identity) return Promise.resolve({ ok: false, trouble: { code: "no_key" } });
    const opening: Opening = {
      place: { conversationId: id, clientId },
      by: by === core.self() ? "self" : "peer",
      identity: own.identity.identity,
      peers,
      prekey: (seq) => own.prekeys.get(seq)?.prekey,
      secrets: async (hint) => (await this.#byHint(hint))?.secrets,
    };
    return openEnvelope(text, opening);
  }

  async #heard(id: ChannelId, { by }: Message, { prekey }: Opened): Promise<void> {
    const { core, own } = this.#host;
    const known = own.peers.get(id);
    if (by === core.self() || !known || prekey.seq <= known.prekey.seq) return;
    const path = `peer/${id}` as const;
    await own.change([path], (found) => {
      const peer = found(path);
      return peer && peer.prekey.seq < prekey.seq ? [[path, { ...peer, prekey }]] : [];
    });
  }

  async #changed(peer: KeptPeer, message: Message, opened: Outcome<Opened>): Promise<Outcome<Opened>> {
    if (opened.ok || opened.trouble.code !== "changed") return opened;
    const { identity } = opened.trouble;
    const again = await this.#openFor(peer.id, message, [identity]);
    if (!again.ok) return again;
    // An old message of one that was pinned before is no news.
    if (peer.past.some((each) => sameIdentity(each.identity, identity) && message.seq <= each.until)) return again;
    const known = peer.changed;
    const isNews = !known || !sameIdentity(known.identity, identity) || known.prekey.seq < again.value.prekey.seq;
    if (isNews)
      await this.suspect(peer.id, {
        ...(known && sameIdentity(known.identity, identity) && known),
        identity,
        prekey: again.value.prekey,
      });
    return opened;
  }

  async #openPast(
    id: ChannelId,
    message: Message,
    { past }: KeptPeer,
    first: Outcome<Opened>,
  ): Promise<Outcome<Opened>> {
    const then = past.filter(({ until }) => message.seq <= until).map(({ identity }) => identity);
    return then.length === 0 ? first : this.#openFor(id, message, then);
  }

  /** The own private key that somebody knocks with. */
  async #byHint(hint: string | undefined): Promise<{ keyId: KeyId; secrets: KeySecrets } | undefined> {
    for (const { keyId, key } of this.#host.own.keys.values()) {
      const secrets = await this.secretsOf(key);
      if (secrets.hint === hint) return { keyId, secrets };
    }
    return undefined;
  }
}
