import type { AnswerOf, ChannelId, PersonId, Seq } from "@parlor/protocol";
import { clientIds } from "./client-id.ts";
import type { Core } from "./core.ts";
import { OutboxEntries } from "./outbox-entries.ts";
import { OutboxLane } from "./outbox-lane.ts";
import type { OutboxNews } from "./outbox-peers.ts";
import { OutboxShelf } from "./outbox-shelf.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import type { Draft, Outgoing } from "./outgoing.ts";
import type { Sealer } from "./private-part.ts";
import { Cell, type Store } from "./store.ts";

export interface OutboxHost extends Core {
  storage: OutboxStorage;
  /** A message is stored by the server. Told before it stops being outgoing, so no row is ever missing. */
  sent(draft: Draft, sent: AnswerOf<"message.send">, by: PersonId): void;
}

/** Keeps what a person sends until the server has it: once, in order per channel, over reloads (CLI-1, CLI-6). */
export class Outbox {
  /** In the order of sending. */
  readonly state: Store<readonly Outgoing[]>;
  /** The seqs of this person's messages that arrived since this client began, from here or from another tab. */
  readonly sent: Store<ReadonlyMap<ChannelId, readonly Seq[]>>;
  readonly #sentCell = new Cell<ReadonlyMap<ChannelId, readonly Seq[]>>(new Map());
  readonly #entries = new OutboxEntries();
  readonly #host: OutboxHost;
  readonly #newClientId: () => string;
  readonly #lanes = new Map<ChannelId, OutboxLane>();
  readonly #shelf: OutboxShelf;
  /** Until the storage is read, nothing goes out: what waits there is older. */
  #isLoaded = false;
  #sealer: Sealer | undefined;

  constructor(host: OutboxHost) {
    this.#host = host;
    this.state = this.#entries.state;
    this.sent = this.#sentCell;
    this.#newClientId = clientIds(host.clock.now, host.random);
    this.#shelf = new OutboxShelf(
      host.storage,
      // What the other tab had under way comes first.
      () => void this.reload(),
      (news) => this.#heard(news),
    );
  }

  /** Takes a text and answers with the clientId it will have for good. The text is sent as it is (MSG-1), or sealed. */
  send(channelId: ChannelId, text: string, isPrivate = false): string {
    const seal = isPrivate && { isPrivate };
    const draft = { channelId, clientId: this.#newClientId(), text, at: this.#host.clock.now(), ...seal };
    this.#entries.put({ state: "queued", draft });
    void this.#store(draft.clientId);
    this.#shelf.claim();
    return draft.clientId;
  }

  /** Queues a refused message again, as the last of its channel. One that waits for its next try need wait no longer. */
  retry(clientId: string): void {
    const entry = this.#entries.get(clientId);
    if (entry === undefined) return;
    this.#shelf.claim();
    if (entry.state !== "refused") return this.#lane(entry.draft.channelId).resume();
    this.#entries.putLast({ state: "queued", draft: entry.draft });
    void this.#store(clientId);
  }

  discard(clientId: string): void {
    const entry = this.#entries.get(clientId);
    if (!entry) return;
    if (!entry.draft.isPrivate || !this.#sealer) return this.#discarded(clientId);
    this.#entries.forget(clientId);
    // What follows it has to be sealed again, which must not be forgotten: where the storage fails, it is back after a reload.
    this.#sealer.dropped(entry.draft).then(
      () => this.#discarded(clientId),
      () => {},
    );
  }

  /** Says whose messages these are; brings back what was stored for them, and throws away what others left. */
  async belongTo(owner: PersonId): Promise<void> {
    const before = this.#shelf.owner;
    if (before === owner) return;
    if (before !== undefined) {
      for (const clientId of this.#entries.ids()) this.#forget(clientId);
      this.#sentCell.set(new Map());
    }
    this.#shelf.owner = owner;
    const own = this.#entries.ids();
    await this.reload();
    for (const clientId of own) void this.#store(clientId);
  }

  /** Lets private messages go out, sealed by this. */
  async sealWith(sealer: Sealer): Promise<void> {
    this.#sealer = sealer;
    await this.reload();
  }

  /** Takes in what was stored, by an earlier page or another tab, before anything goes out. */
  async reload(): Promise<void> {
    this.#isLoaded = false;
    await this.#sealer?.turned();
    for (const outgoing of await this.#shelf.load()) this.#adopt(outgoing);
    this.#isLoaded = true;
    this.resume();
  }

  /** Sends what can be sent: the connection is live. */
  resume(): void {
    for (const lane of this.#lanes.values()) lane.resume();
    for (const { draft } of this.state.get()) this.#lane(draft.channelId).pump();
  }

  close(): void {
    this.#shelf.close();
    for (const lane of this.#lanes.values()) lane.close();
  }

  #lane(channelId: ChannelId): OutboxLane {
    const known = this.#lanes.get(channelId);
    if (known) return known;
    const { call, clock, random } = this.#host;
    const lane = new OutboxLane({
      call,
      clock,
      random,
      maySend: () => this.#shelf.isMyTurn && this.#isLoaded && this.#host.isLive(),
      first: (count) => this.#entries.first(channelId, count, this.#sealer?.sealed(channelId)),
      seal: async (draft) => this.#sealer?.seal(draft),
      changed: (outgoing) => this.#changed(outgoing),
      sent: (draft, sent) => this.#sent(draft, sent),
    });
    this.#lanes.set(channelId, lane);
    return lane;
  }

  #changed(outgoing: Outgoing): void {
    // Thrown away while it was under way.
    if (!this.#entries.has(outgoing.draft.clientId)) return;
    this.#entries.put(outgoing);
    if (outgoing.state === "refused") {
      // This page knows it all the same; after a reload it is refused again.
      this.#sealer?.dropped(outgoing.draft).catch(() => {});
      void this.#store(outgoing.draft.clientId);
    } else this.#shelf.tell({ is: "put", outgoing });
  }

  #sent(draft: Draft, sent: AnswerOf<"message.send">): void {
    this.#arrived(draft, sent);
    this.#shelf.tell({ is: "sent", draft, sent });
  }

  #arrived(draft: Draft, sent: AnswerOf<"message.send">): void {
    const { owner } = this.#shelf;
    if (owner !== undefined) this.#host.sent(draft, sent, owner);
    this.#sealer?.acked(draft);
    const before = this.#sentCell.get();
    this.#sentCell.set(new Map(before).set(draft.channelId, [...(before.get(draft.channelId) ?? []), sent.seq]));
    this.#forget(draft.clientId);
  }

  async #store(clientId: string): Promise<void> {
    const outgoing = this.#entries.get(clientId);
    if (!outgoing || this.#shelf.owner === undefined) return;
    await this.#shelf.put(outgoing);
    if (!this.#entries.has(clientId)) return this.#shelf.remove(clientId);
    this.#entries.stored(clientId);
    this.#lane(outgoing.draft.channelId).pump();
  }

  #adopt(outgoing: Outgoing): void {
    if (this.#entries.adopt(outgoing)) this.#lane(outgoing.draft.channelId).pump();
  }

  #heard(news: OutboxNews): void {
    switch (news.is) {
      case "put":
        return this.#adopt(news.outgoing);
      case "sent":
        return this.#arrived(news.draft, news.sent);
      case "gone": {
        const entry = this.#entries.get(news.clientId);
        // The tab that threw it away has kept that; this one may have sealed it.
        if (entry) this.#sealer?.dropped(entry.draft).catch(() => {});
        return this.#forget(news.clientId);
      }
    }
  }

  #discarded(clientId: string): void {
    this.#forget(clientId);
    this.#shelf.tell({ is: "gone", clientId });
  }

  #forget(clientId: string): void {
    this.#entries.forget(clientId);
    this.#shelf.remove(clientId);
  }
}
