import type { AnswerOf, ChannelId, Message, MessagePage, PersonId, Seq } from "@parlor/protocol";
import type { ChannelDirectory } from "./channel-directory.ts";
import { ChannelPresence } from "./channel-presence.ts";
import type { Core } from "./core.ts";
import { keepSame, type FeedState } from "./feed-state.ts";
import { HeldTimeline } from "./held-timeline.ts";
import { HoleFiller } from "./hole-filler.ts";
import { LiveView } from "./live-view.ts";
import { OlderPages } from "./older-pages.ts";
import { PageReader } from "./page-reader.ts";
import { StaleNames } from "./stale-names.ts";
import type { Outbox } from "./outbox.ts";
import type { ReadMessage } from "./private-part.ts";
import { Cell, type Store } from "./store.ts";
import { reachesStart } from "./timeline.ts";
import { TimelineRows } from "./timeline-rows.ts";

export interface FeedHost extends Core {
  outbox: Outbox;
  channels: ChannelDirectory;
  /** The feeds in use. */
  feeds: { get(id: ChannelId): ChannelFeed | undefined; keep(feed: ChannelFeed): void };
  /** What is sent is sealed: the feed is that of a private conversation. */
  isPrivate?: boolean;
}

/** One channel as somebody views it: its timeline, kept whole over reconnects (CLI-2 to CLI-4), and who is there. */
export class ChannelFeed {
  readonly channelId: ChannelId;
  readonly state: Store<FeedState>;
  readonly presence: ChannelPresence;
  readonly #host: FeedHost;
  readonly #cell: Cell<FeedState>;
  readonly #rows = new TimelineRows();
  readonly #pages: PageReader;
  readonly #live: LiveView;
  readonly #holes: HoleFiller;
  readonly #older: OlderPages;
  readonly #names: StaleNames;
  readonly #held = new HeldTimeline();
  #status: FeedState["status"] = "loading";
  #isPrivate: boolean;
  #viewers = 0;
  /** What was delivered before the view was answered: the server delivers first and reads then, so that nothing is missed. */
  #early: MessagePage[] = [];

  constructor(channelId: ChannelId, host: FeedHost) {
    const { call, isLive } = host;
    const pages = (this.#pages = new PageReader(host, channelId));
    const changed = () => this.refresh();
    const take = (page: MessagePage) => this.#take(page);
    this.channelId = channelId;
    this.#host = host;
    this.#isPrivate = host.isPrivate === true;
    const tell = (typing: boolean) => void (isLive() && call("presence.typing", { channelId, typing }));
    this.presence = new ChannelPresence({ core: host, tell, changed });
    this.#live = new LiveView({
      core: host,
      channelId,
      wanted: () => this.isOpen,
      have: () => this.#held.have(),
      viewed: (answer) => this.#viewed(answer),
      gone: () => this.gone(),
    });
    const timeline = () => this.#held.timeline;
    const canAsk = () => this.#live.isAnswered && isLive();
    this.#holes = new HoleFiller({ core: host, pages, timeline, canAsk, take, changed });
    this.#older = new OlderPages({ core: host, pages, oldest: () => timeline().messages[0]?.seq, take, changed });
    this.#names = new StaleNames({ core: host, shown: () => this.#shown() });
    this.#cell = new Cell(this.#snapshot());
    this.state = this.#cell;
  }

  /** Whether what is sent here is sealed. */
  get isPrivate(): boolean {
    return this.#isPrivate;
  }

  get isOpen(): boolean {
    return this.#viewers > 0;
  }

  /** Begins viewing. Calls are counted, so that each `close` ends one of them. */
  open(): void {
    if (this.#viewers++ > 0) return;
    this.#host.feeds.keep(this);
    this.#held.resetFrom = undefined;
    this.refresh();
    if (this.#host.isLive()) this.view();
    else if (!this.#held.isKnown) void this.#peek();
  }

  close(): void {
    if (this.#viewers === 0 || --this.#viewers > 0) return;
    this.pause();
    this.presence.left();
    if (this.#host.isLive()) void this.#host.call("channel.unview", { channelId: this.channelId });
    this.refresh();
  }

  /** Reads one page of older messages. Does nothing while one is under way, or at the channel's start. */
  loadOlder(): Promise<void> {
    return this.#older.load();
  }

  send(text: string): void {
    this.#host.outbox.send(this.channelId, text, this.#isPrivate);
    this.presence.sent();
  }

  retry(clientId: string): void {
    this.#host.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.#host.outbox.discard(clientId);
  }

  /** To be called on every key; what is told to others is throttled here. */
  setTyping(typing: boolean): void {
    this.presence.setTyping(typing);
  }

  /** Views the channel on the live socket, going on from what is held (CLI-4). */
  view(): void {
    if (!this.isOpen) return;
    this.pause();
    void this.#live.ask();
  }

  /** The connection is gone: nothing that was asked on it counts any more. */
  pause(): void {
    this.#early = [];
    this.#live.forget();
    this.#holes.stop();
    this.#names.stop();
    this.presence.silence();
  }

  /** New messages of the live socket. Those that do not continue what is held show a hole (CLI-3). */
  told(page: MessagePage): void {
    if (!this.isOpen) return;
    this.presence.stoppedTyping(page.messages.map(({ by }) => by));
    if (!this.#live.isAnswered) return void this.#early.push(page);
    if (!this.#held.fits(page)) return this.view();
    this.#held.add(page.messages, page.head);
    this.refresh();
    this.#holes.check();
  }

  /** This person's message is stored. After a restore that may be answered before the view is, and belongs to what comes then. */
  acked(message: Message, epoch: string): void {
    if (!this.#held.isKnown || !this.#held.fits({ epoch })) return;
    this.#held.add([message]);
    this.refresh();
    this.#holes.acked();
  }

  /** A head told by a pulse: more than is held means loss, unless it comes within a moment. */
  pulsed(epoch: string, head: Seq): void {
    if (!this.#live.isAnswered) return;
    if (!this.#held.fits({ epoch })) return this.view();
    this.#holes.pulsed(head);
  }

  /** What was found out about messages that may be held (SEAL-24). */
  marked(marked: ReadonlyMap<Seq, ReadMessage>): void {
    this.#held.marked(marked);
    this.refresh();
  }

  gone(): void {
    this.#status = "gone";
    this.refresh();
  }

  /** The channel is on the list (again): if it was gone, what was missed is read (CH-10). */
  restored(): void {
    if (this.#status !== "gone" || this.#isPrivate) return;
    this.#status = "loading";
    this.refresh();
    if (this.#host.isLive()) this.view();
  }

  /** Shows what changed here or beside it: names, the channel, the outbox, who oneself is. */
  refresh(): void {
    this.#cell.set(keepSame(this.#cell.get(), this.#snapshot()));
  }

  #snapshot(): FeedState {
    const { outbox, channels, self } = this.#host;
    const { timeline, resetFrom } = this.#held;
    const outgoing = outbox.state.get().filter(({ draft }) => draft.channelId === this.channelId);
    const channel = channels.get(this.channelId);
    return {
      status: this.#status,
      ...(channel && { channel }),
      rows: this.#rows.build(timeline, outgoing, self(), this.#holes.isActive),
      reachedStart: reachesStart(timeline),
      loadingOlder: this.#older.isLoading,
      resetFrom,
      here: this.presence.here(),
      typing: this.presence.typing(),
    };
  }

  /** A first page by HTTP while the socket is still being set up. */
  async #peek(): Promise<void> {
    const answer = await this.#pages.last();
    if (!this.isOpen) return;
    if (answer.ok) {
      if (this.#held.fits(answer.value)) this.#take(answer.value);
      if (this.#live.isAnswered) this.#holes.check();
    } else if (answer.error.code === "channel_not_found") this.gone();
  }

  #viewed({ channel, here, page, reset }: AnswerOf<"channel.view">): void {
    const early = this.#early;
    this.#early = [];
    if (channel) this.#host.channels.changed(channel);
    else if (!this.#isPrivate) {
      // A conversation where a channel was looked for: nothing is to be read there, and nothing sent in clear.
      this.#isPrivate = true;
      return this.gone();
    }
    this.#host.people.learn([...here.people, ...page.people]);
    this.presence.entered(here);
    this.#held.begin(page, reset);
    this.#take(page);
    this.#holes.check();
    for (const each of early) this.told(each);
    this.#names.checkSoon();
  }

  #take(page: MessagePage): boolean {
    if (!this.#held.fits(page)) {
      this.view();
      return false;
    }
    this.#status = "ready";
    this.#held.take(page);
    this.#holes.paged();
    this.refresh();
    if (this.#live.isAnswered) this.#names.checkSoon();
    return true;
  }

  #shown(): PersonId[] {
    const maker = this.#host.channels.get(this.channelId)?.createdBy;
    return [...this.#held.timeline.messages.map(({ by }) => by), ...(maker === undefined ? [] : [maker])];
  }
}
