import type { ChannelId, Conversation } from "@parlor/protocol";
import type { Core } from "../core.ts";
import type { Draft } from "../outgoing.ts";
import type { Sealer } from "../private-part.ts";
import { sealEnvelope } from "./envelope-seal.ts";
import type { Keyring } from "./keyring.ts";
import type { OwnKeys } from "./own-keys.ts";
import type { Peers } from "./peers.ts";
import { publicPrekey } from "./prekey.ts";
import { SealingLane, type Envelope } from "./sealing-lane.ts";

export interface SealerHost {
  core: Core;
  own: OwnKeys;
  ring: Keyring;
  peers: Peers;
  conversation(id: ChannelId): Conversation | undefined;
  /** One's own display name. */
  name(): string;
  /** What waits has become able to go out. */
  resume(): void;
  /** What waits has to be read again: another tab sealed some of it. */
  reload(): void;
}

/** Goes to the server, and is refused there, for a text that no envelope can hold. It says nothing of the text. */
const noEnvelope = "p1.";

/** Seals what goes to conversations: one lane for each (SEAL-20 to SEAL-23). */
export class ConversationSealer implements Sealer {
  readonly #host: SealerHost;
  readonly #lanes = new Map<ChannelId, SealingLane>();
  readonly #loaded = new Set<ChannelId>();

  constructor(host: SealerHost) {
    this.#host = host;
  }

  sealed(id: ChannelId): readonly string[] | undefined {
    const lane = this.#lane(id);
    return this.#loaded.has(id) && this.#maySeal(id) ? lane.waiting : undefined;
  }

  async seal(draft: Draft): Promise<string | undefined> {
    if (!this.#maySeal(draft.channelId)) return undefined;
    try {
      return await this.#lane(draft.channelId).seal(draft);
    } catch (error) {
      return error instanceof Unsealable ? noEnvelope : undefined;
    }
  }

  acked({ channelId, clientId, isPrivate }: Draft): void {
    // A storage that fails forgets the answer only: the same envelope goes out once more, and is answered alike (MSG-3).
    if (isPrivate) void this.#acked(channelId, clientId).catch(() => {});
  }

  async dropped({ channelId, clientId, isPrivate }: Draft): Promise<void> {
    if (isPrivate) await this.#lane(channelId).dropped(clientId);
  }

  async turned(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map((lane) => lane.load().catch(() => {})));
  }

  /** How far this device's chain was seen in the log. */
  seen(id: ChannelId, n: number, hash: string): void {
    void this.#lane(id)
      .seen(n, hash)
      .catch(() => {});
  }

  /** Everything sealed was under keys that are no more. */
  forget(): void {
    this.#lanes.clear();
    this.#loaded.clear();
  }

  #maySeal(id: ChannelId): boolean {
    const { own, ring, conversation } = this.#host;
    const peer = own.peers.get(id);
    const isKnown = peer !== undefined && !peer.changed && conversation(id) !== undefined;
    return isKnown && own.identity !== undefined && !ring.isForeign;
  }

  #lane(id: ChannelId): SealingLane {
    const known = this.#lanes.get(id);
    if (known) return known;
    const { core, own, resume, reload } = this.#host;
    const { call, self } = core;
    const envelope = (draft: Draft, n: number, before: string) => this.#envelope(draft, n, before);
    const lane = new SealingLane(id, { call, drawer: own.drawer, self, envelope, overtaken: reload });
    this.#lanes.set(id, lane);
    void lane.load().then(
      () => {
        if (this.#lanes.get(id) !== lane) return;
        this.#loaded.add(id);
        resume();
      },
      () => this.#lanes.delete(id),
    );
    return lane;
  }

  async #envelope({ channelId: id, clientId, text }: Draft, n: number, previous: string): Promise<Envelope> {
    const { own, peers, conversation, name } = this.#host;
    const { identity, prekey } = own;
    const peer = own.peers.get(id);
    if (!identity || !prekey || !peer || peer.changed) throw new Error("not now");
    const knocks = conversation(id)?.standing === "asking" || peer.introduce === true;
    const knock = knocks && peer.knock ? { knock: { secrets: await peers.secretsOf(peer.knock), name: name() } } : {};
    const sealed = await sealEnvelope({
      place: { conversationId: id, clientId },
      identity: identity.identity,
      peer: { identity: peer.pinned, prekey: peer.prekey },
      body: { text, device: identity.device, n, previous, prekey: publicPrekey(prekey.prekey) },
      ...knock,
    });
    if (!sealed.ok) throw new Unsealable();
    return { wire: sealed.value.text, hash: sealed.value.hash, isKnock: "knock" in knock };
  }

  async #acked(id: ChannelId, clientId: string): Promise<void> {
    const wasKnock = await this.#lane(id).acked(clientId);
    const peer = this.#host.own.peers.get(id);
    if (!wasKnock || !peer?.introduce) return;
    const { introduce: _, ...known } = peer;
    await this.#host.ring.keepPeer(known);
  }
}

class Unsealable extends Error {}
