import { type ChannelFeed, type FeedState, memoryOutbox } from "@parlor/client";
import type { PrivateStorage } from "@parlor/client/private";
import type { Answer, AnswerOf, CommandName, InputOf, Milliseconds } from "@parlor/protocol";
import type { Reader } from "../checker/evidence.ts";
import { ObservedClient } from "./observed-client.ts";
import type { ClientPlan, Figures } from "./orders.ts";
import { channelPage, conversationPage, type Page } from "./page.ts";
import { ReaderJournal } from "./reader-journal.ts";
import { SenderJournal } from "./sender-journal.ts";
import { monotonic } from "./stamped-text.ts";
import { TroubleJournal } from "./trouble-journal.ts";

/** More than this unanswered, and a person would wait before they write on. */
const PATIENCE = 20;

/** One person's client, which writes to and reads one channel or one private conversation, and remembers all of it. */
export class CrowdClient {
  readonly plan: ClientPlan;
  readonly #random: () => number;
  readonly #reader: ReaderJournal;
  readonly #sender: SenderJournal;
  readonly #troubles = new TroubleJournal();
  /** Of who writes privately: outlives the client too. */
  readonly #keys: PrivateStorage | undefined;
  /** Outlives the client, as IndexedDB outlives a page. */
  readonly #storage = memoryOutbox();
  readonly #askedAt = new Map<string, Milliseconds>();
  #client: ObservedClient;
  #page: Page;
  #feed: ChannelFeed | undefined;
  #run = 0;
  #isViewing = false;
  #wasUp = false;
  #disconnects = 0;
  #lostAt: Milliseconds | undefined;
  #backAt: Milliseconds | undefined;
  #arrived = Promise.withResolvers<void>();

  constructor(plan: ClientPlan, random: () => number, delayed: (delay: Milliseconds) => void, keys?: PrivateStorage) {
    this.plan = plan;
    this.#keys = keys;
    this.#random = random;
    this.#reader = new ReaderJournal(plan.name, plan.channelId, delayed);
    this.#sender = new SenderJournal(plan.name, plan.sessionId);
    ({ client: this.#client, page: this.#page } = this.#start());
  }

  get isPrivate(): boolean {
    return this.#keys !== undefined;
  }

  /** Resolves once it views its channel for the first time. */
  get arrived(): Promise<void> {
    return this.#arrived.promise;
  }

  get isLive(): boolean {
    return this.#isViewing;
  }

  get acked(): number {
    return this.#sender.acked;
  }

  get wasFull(): boolean {
    return this.#sender.wasFull;
  }

  get unsent(): number {
    return this.#client.outbox.state.get().filter(({ state }) => state !== "refused").length;
  }

  get floor(): number {
    return this.#reader.floor;
  }

  /** Writes, unless it waits for too many answers already, or its page is not there yet; false then. */
  write(text: string): boolean {
    if (this.unsent >= PATIENCE || !this.#feed) return false;
    this.#feed.send(text);
    return true;
  }

  /** The page is loaded again: a new client on the same token and the same outbox. */
  async reload(): Promise<void> {
    this.#feed = undefined;
    this.#page.close();
    await this.#client.close();
    this.#lost();
    this.#reader.reloaded();
    ({ client: this.#client, page: this.#page } = this.#start());
  }

  get sent() {
    return this.#sender.evidence;
  }

  get seen(): Reader {
    return { ...this.#reader.evidence, ...(this.isPrivate && { complaints: this.#troubles.evidence }) };
  }

  report(figures: Figures): void {
    this.#sender.report(figures);
    figures.disconnects += this.#disconnects;
    if (this.#lostAt !== undefined && this.#backAt !== undefined)
      figures.returns.push({ lostAt: this.#lostAt, backAt: this.#backAt });
  }

  #start(): { client: ObservedClient; page: Page } {
    const { url, token, channelId } = this.plan;
    const client = new ObservedClient(
      { url, token, random: this.#random, outboxStorage: this.#storage },
      {
        asked: (name, input) => this.#asked(client, name, input),
        answered: (name, input, answer) => this.#answered(client, name, input, answer),
      },
    );
    client.connection.state.subscribe(({ is }) => {
      const isUp = is === "connected";
      if (this.#wasUp && !isUp && is !== "closed") {
        this.#disconnects += 1;
        this.#lost();
      }
      this.#wasUp = isUp;
    });
    const run = ++this.#run;
    const page = this.#keys ? conversationPage(client, channelId, this.#keys) : channelPage(client, channelId);
    client.start();
    void page.feed.then((feed) => this.#show(feed, run));
    return { client, page };
  }

  #show(feed: ChannelFeed, run: number): void {
    // What a page that was left still does, nobody sees.
    if (run !== this.#run) return;
    this.#feed = feed;
    feed.state.subscribe((state) => run === this.#run && this.#showed(state));
    feed.open();
  }

  #showed(state: FeedState): void {
    this.#reader.showed(state);
    if (this.isPrivate) this.#troubles.showed(state.rows);
  }

  #lost(): void {
    // Tries in vain, and pages loaded while there is no connection, do not make it lost again.
    if (!this.#isViewing) return;
    this.#isViewing = false;
    this.#lostAt = monotonic();
    this.#backAt = undefined;
  }

  #asked<N extends CommandName>(client: ObservedClient, name: N, input: InputOf<N>): void {
    if (name !== "message.send") return;
    const send = input as InputOf<"message.send">;
    // What leaves may be sealed; when it was written stands in what was written.
    const written = client.outbox.state.get().find(({ draft }) => draft.clientId === send.clientId);
    this.#askedAt.set(send.clientId, this.#sender.asked({ ...send, text: written?.draft.text ?? send.text }));
  }

  #answered<N extends CommandName>(
    client: ObservedClient,
    name: N,
    input: InputOf<N>,
    answer: Answer<AnswerOf<N>>,
  ): void {
    if (name === "message.send") {
      const send = input as InputOf<"message.send">;
      const state = client.session.state.get();
      const epoch = state.is === "self" ? state.self.epoch : "";
      this.#sender.answered(
        send,
        this.#askedAt.get(send.clientId) ?? 0,
        epoch,
        answer as Answer<AnswerOf<"message.send">>,
      );
    } else if (name === "channel.view" && answer.ok) {
      this.#reader.viewed(answer.value as AnswerOf<"channel.view">);
      this.#isViewing = true;
      this.#backAt = monotonic();
      this.#arrived.resolve();
    }
  }
}
