import type { ChannelId, Events, Person } from "@parlor/protocol";
import type { ChannelFeed, FeedHost } from "../channel-feed.ts";
import { again } from "./again.ts";
import { giveBirth } from "./birth.ts";
import { ConversationDirectory } from "./conversation-directory.ts";
import { ConversationFeed } from "./conversation-feed.ts";
import { ConversationReader } from "./conversation-reader.ts";
import { ConversationSealer } from "./conversation-sealer.ts";
import { KeyFinder } from "./key-finder.ts";
import { KeyList } from "./key-list.ts";
import { Keyring } from "./keyring.ts";
import type { OwnKeys } from "./own-keys.ts";
import { Peers } from "./peers.ts";
import { prekeyLifeMs } from "./prekey.ts";
import type { Stretch } from "./stretch.ts";

export interface SessionHost {
  inside: FeedHost;
  own: OwnKeys;
  stretch: Stretch;
  /** One's own display name. */
  name(): string;
  changed(): void;
}

/** How often it is looked whether a week has passed since the newest prekey. */
const tendEveryMs = 60 * 60_000;

/** Everything private of one person in this client: the place where its parts are wired. */
export class PrivateSession {
  readonly own: OwnKeys;
  readonly ring: Keyring;
  readonly peers: Peers;
  readonly directory: ConversationDirectory;
  readonly finder: KeyFinder;
  readonly keys: KeyList;
  readonly sealer: ConversationSealer;
  /** The server keeps a keyring though this browser has no keys; undefined until it was asked. */
  isElsewhere: boolean | undefined;
  /** Brings keyring, prekeys and records up to date, and comes back for it once in a while. However often it is asked for. */
  readonly tend = again(() => this.#tend());
  readonly #host: SessionHost;
  /** One for each feed there is: what they read is held as long as what is shown. */
  readonly #readers = new Map<ChannelId, ConversationReader>();
  readonly #rolledBack = new Set<ChannelId>();
  #cancelTend = () => {};

  constructor(host: SessionHost) {
    const { inside: core, own, stretch, name, changed } = (this.#host = host);
    const { outbox } = core;
    this.own = own;
    const ring = (this.ring = new Keyring({ core, own }));
    const directory = (this.directory = new ConversationDirectory({
      core,
      changed: () => {
        changed();
        outbox.resume();
      },
      stands: ({ id, standing }) => this.#stands(id, standing === "declined" || standing === "blocked"),
    }));
    const conversation = (id: ChannelId) => directory.get(id);
    const peers = (this.peers = new Peers({ core, own, ring, conversation }));
    this.finder = new KeyFinder({ core, own, ring, peers, stretch, conversations: () => directory.all() });
    this.keys = new KeyList({ core, own, ring, name, changed });
    const resume = () => outbox.resume();
    const reload = () => void outbox.reload();
    this.sealer = new ConversationSealer({ core, own, ring, peers, conversation, name, resume, reload });
  }

  /** A session stands on a new socket. */
  live(): void {
    void this.directory.refresh();
    this.#tendSoon();
  }

  /** The connection is gone. */
  pause(): void {
    this.directory.pause();
    this.ring.pause();
    this.#cancelTend();
  }

  heard(name: string, payload: unknown): void {
    const { feeds } = this.#host.inside;
    switch (name) {
      case "private.changed": {
        const { conversation } = payload as Events["private.changed"];
        // They came through a key of one's own, which may be used up now.
        if (conversation.standing === "asked") void this.keys.refresh().catch(() => {});
        return this.directory.changed(conversation);
      }
      case "private.pulse": {
        const pulse = payload as Events["private.pulse"];
        feeds.get(pulse.channelId)?.pulsed(pulse.epoch, pulse.head);
        return this.directory.pulsed(pulse);
      }
      case "keyring.changed":
        void this.#heardOf(payload as Events["keyring.changed"]).catch(() => {});
    }
  }

  /** Why there are no keys to use, if there are none. They are made now, unless there are some elsewhere. */
  async keysProblem(): Promise<"no_keys" | "impossible" | undefined> {
    if (this.ring.isForeign) return "no_keys";
    if (this.own.identity) return undefined;
    if (this.isElsewhere !== false) return "no_keys";
    try {
      await this.beBorn();
    } catch {
      // A browser without Ed25519 or X25519, or one that keeps nothing.
      return "impossible";
    }
    return this.own.identity ? undefined : "no_keys";
  }

  /** Makes an identity where there is none, and lets the server keep its keyring. */
  async beBorn(): Promise<void> {
    await giveBirth(this.own, this.#host.inside.clock.now());
    await this.ring.sync();
  }

  async #tend(): Promise<void> {
    const { call, clock } = this.#host.inside;
    this.#cancelTend();
    this.#cancelTend = clock.after(tendEveryMs, () => this.#tendSoon());
    if (!this.own.identity) {
      const answer = await call("keyring.read", {});
      if (answer.ok) this.isElsewhere = answer.value.items.length > 0;
      return this.#host.changed();
    }
    await this.ring.sync();
    const prekey = this.ring.isForeign ? undefined : this.own.prekey;
    if (prekey && prekey.at + prekeyLifeMs <= clock.now()) await this.ring.nextPrekey(prekey.prekey.seq + 1);
    await this.keys.refresh();
    await this.retry();
    this.#host.changed();
  }

  /** Reads the keyring only where there is something new in it: what this device put there itself is told to it as well. */
  async #heardOf({ items }: Events["keyring.changed"]): Promise<void> {
    if (items?.length === 0) return this.keys.refresh();
    if (!items || !(await this.ring.knows(items))) await this.tend();
  }

  /** What fails, such as a full storage, is tried again the next time. */
  #tendSoon(): void {
    void this.tend().catch(() => {});
  }

  feed(id: ChannelId): ChannelFeed {
    const { inside } = this.#host;
    const known = inside.feeds.get(id);
    const feed =
      known instanceof ConversationFeed
        ? known
        : new ConversationFeed(id, inside, (page) => this.#reader(id).read(page));
    inside.feeds.keep(feed);
    for (const each of this.#readers.keys()) if (!inside.feeds.get(each)) this.#readers.delete(each);
    return feed;
  }

  /** Somebody as they are called now. */
  current(person: Person): Person {
    return this.#host.inside.people.current(person);
  }

  isRolledBack(id: ChannelId): boolean {
    return this.#rolledBack.has(id);
  }

  async trust(id: ChannelId): Promise<void> {
    await this.peers.trust(id);
    if (this.isRolledBack(id)) await this.#reader(id).forgive();
    await this.retry();
    this.#host.inside.outbox.resume();
  }

  /** Tries again what could not be opened: keys came, or trust. */
  async retry(): Promise<void> {
    const { feeds, outbox } = this.#host.inside;
    if (!this.own.identity) return;
    for (const { id, standing } of this.directory.all()) {
      if (standing === "asked" || standing === "open") await this.peers.meet(id);
    }
    for (const [id, reader] of this.#readers) {
      const opened = await reader.again();
      if (opened.size > 0) feeds.get(id)?.marked(opened);
    }
    outbox.resume();
  }

  #stands(id: ChannelId, isClosed: boolean): void {
    const feed = this.#host.inside.feeds.get(id);
    if (isClosed) return feed?.gone();
    if (feed?.state.get().status === "gone" && this.#host.inside.isLive()) feed.view();
    void this.peers.meet(id).then(this.#host.changed, () => {});
  }

  #reader(id: ChannelId): ConversationReader {
    const { inside: core, own, changed } = this.#host;
    const ownChain = (n: number, hash: string) => this.sealer.seen(id, n, hash);
    const rolledBack = (isSo: boolean) => {
      if (isSo === this.#rolledBack.has(id)) return;
      if (isSo) this.#rolledBack.add(id);
      else this.#rolledBack.delete(id);
      changed();
    };
    const reader =
      this.#readers.get(id) ?? new ConversationReader(id, { core, own, peers: this.peers, ownChain, rolledBack });
    this.#readers.set(id, reader);
    return reader;
  }
}
