import type { AnswerOf, ChannelId, PersonId, Seq } from "@parlor/protocol";
import { clientIds } from "./client-id.ts";
import type { Core } from "./core.ts";
import type { OutboxNews } from "./outbox-peers.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import { OutboxEntries } from "./outbox-entries.ts";
import { OutboxLane } from "./outbox-lane.ts";
import type { Draft, Outgoing } from "./outgoing.ts";
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
  #owner: PersonId | undefined;
  /** Until the storage is read, nothing goes out: what waits there is older. */
  #isLoaded = false;
  #myTurn: boolean;

  constructor(host: OutboxHost) {
    this.#host = host;
    this.state = this.#entries.state;
    this.sent = this.#sentCell;
    this.#newClientId = clientIds(host.clock.now, host.random);
    this.#myTurn = !host.storage.peers;
    host.storage.peers?.join(
      (mine) => this.#turn(mine),
      (news) => this.#heard(news),
    );
  }

  /** Takes a text and answers with the clientId it will have for good. The text is sent as it is (MSG-1). */
  send(channelId: ChannelId, text: string): string {
    const draft = { channelId, clientId: this.#newClientId(), text, at: this.#host.clock.now() };
    this.#entries.put({ state: "queued", draft });
    void this.#store(draft.clientId);
    if (!this.#myTurn) this.#host.storage.peers?.claim();
    return draft.clientId;
  }

  /** Queues a refused message again, as the last of its channel. One that waits for its next try need wait no longer. */
  retry(clientId: string): void {
    const entry = this.#entries.get(clientId);
    if (entry === undefined) return;
    if (!this.#myTurn) this.#host.storage.peers?.claim();
    if (entry.state !== "refused") return this.#lane(entry.draft.channelId).resume();
    this.#entries.putLast({ state: "queued", draft: entry.draft });
    void this.#store(clientId);
  }

  discard(clientId: string): void {
    this.#forget(clientId);
    this.#tell({ is: "gone", clientId });
  }

  /** Says whose messages these are; brings back what was stored for them, and throws away what others left. */
  async belongTo(owner: PersonId): Promise<void> {
    if (this.#owner === owner) return;
    const others = this.#owner === undefined ? [] : this.#entries.ids();
    for (const clientId of others) this.#forget(clientId);
    if (this.#owner !== undefined) this.#sentCell.set(new Map());
    this.#owner = owner;
    this.#isLoaded = false;
    const own = this.#entries.ids();
    await this.#load();
    this.#isLoaded = true;
    for (const clientId of own) void this.#store(clientId);
    this.resume();
  }

  /** Sends what can be sent: the connection is live. */
  resume(): void {
    for (const lane of this.#lanes.values()) lane.resume();
    for (const { draft } of this.state.get()) this.#lane(draft.channelId).pump();
  }

  close(): void {
    this.#myTurn = false;
    for (const lane of this.#lanes.values()) lane.close();
    this.#host.storage.peers?.leave();
    this.#host.storage.close();
  }

  #lane(channelId: ChannelId): OutboxLane {
    const known = this.#lanes.get(channelId);
    if (known) return known;
    const { call, clock, random } = this.#host;
    const lane = new OutboxLane({
      call,
      clock,
      random,
      maySend: () => this.#myTurn && this.#isLoaded && this.#host.isLive(),
      first: (count) => this.#entries.first(channelId, count),
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
    if (outgoing.state === "refused") void this.#store(outgoing.draft.clientId);
    else this.#tell({ is: "put", outgoing });
  }

  #sent(draft: Draft, sent: AnswerOf<"message.send">): void {
    this.#arrived(draft, sent);
    this.#tell({ is: "sent", draft, sent });
  }

  #arrived(draft: Draft, sent: AnswerOf<"message.send">): void {
    if (this.#owner !== undefined) this.#host.sent(draft, sent, this.#owner);
    const before = this.#sentCell.get();
    this.#sentCell.set(new Map(before).set(draft.channelId, [...(before.get(draft.channelId) ?? []), sent.seq]));
    this.#forget(draft.clientId);
  }

  async #store(clientId: string): Promise<void> {
    const by = this.#owner;
    const outgoing = this.#entries.get(clientId);
    if (by === undefined || !outgoing) return;
    this.#tell({ is: "put", outgoing });
    // A full or broken storage costs the survival of a reload, not the message.
    await this.#host.storage.put({ by, outgoing }).catch(() => {});
    if (!this.#entries.has(clientId)) return void this.#host.storage.remove(clientId).catch(() => {});
    this.#entries.stored(clientId);
    this.#lane(outgoing.draft.channelId).pump();
  }

  async #load(): Promise<void> {
    const entries = await this.#host.storage.load().catch(() => []);
    for (const { by, outgoing } of entries) {
      const { clientId } = outgoing.draft;
      if (by !== this.#owner) void this.#host.storage.remove(clientId).catch(() => {});
      else this.#adopt(outgoing);
    }
  }

  #adopt(outgoing: Outgoing): void {
    if (this.#entries.adopt(outgoing)) this.#lane(outgoing.draft.channelId).pump();
  }

  #turn(mine: boolean): void {
    this.#myTurn = mine;
    if (!mine || this.#owner === undefined) return;
    // What the other tab had under way comes first.
    this.#isLoaded = false;
    void this.#load().then(() => {
      this.#isLoaded = true;
      this.resume();
    });
  }

  #heard(news: OutboxNews): void {
    if (news.by !== this.#owner) return;
    switch (news.is) {
      case "put":
        return this.#adopt(news.outgoing);
      case "sent":
        return this.#arrived(news.draft, news.sent);
      case "gone":
        return this.#forget(news.clientId);
    }
  }

  #tell(news: OutboxNewsBody): void {
    const by = this.#owner;
    if (by !== undefined) this.#host.storage.peers?.tell({ ...news, by });
  }

  #forget(clientId: string): void {
    this.#entries.forget(clientId);
    void this.#host.storage.remove(clientId).catch(() => {});
  }
}

type OutboxNewsBody = OutboxNews extends infer News ? (News extends unknown ? Omit<News, "by"> : never) : never;
