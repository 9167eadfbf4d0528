import type { Answer, AnswerOf, ChannelId, CommandName, InputOf } from "@parlor/protocol";
import { AwayNotice } from "./away-notice.ts";
import { unavailable } from "./call.ts";
import { ChannelDirectory } from "./channel-directory.ts";
import { ChannelFeed, type FeedHost } from "./channel-feed.ts";
import { systemClock, type Clock } from "./clock.ts";
import { Connection } from "./connection.ts";
import type { Core } from "./core.ts";
import { eventHandlers } from "./event-handlers.ts";
import { FeedCache } from "./feed-cache.ts";
import { network, type Early } from "./network.ts";
import { neutralise } from "./neutralise.ts";
import { isOwnPage } from "./own-page.ts";
import { memoryOutbox, type OutboxStorage } from "./outbox-storage.ts";
import { Outbox } from "./outbox.ts";
import { PeopleDirectory } from "./people-directory.ts";
import type { PrivatePart } from "./private-part.ts";
import { memoryOnce, type OnceStorage, SessionClient } from "./session-client.ts";
import { Cell, type Store } from "./store.ts";
import type { Transport } from "./transport.ts";
import type { WakeSource } from "./wake.ts";

export interface ClientOptions {
  /**
   * Where the server is: `http://host:port`, and its path if it has one. A path alone, or nothing, is for Parlor's own page, which uses
   * its own origin and its cookie.
   */
  url?: string;
  /** The session's token, outside browsers. Without one, `session.start` gets it. */
  token?: string;
  /** Where unanswered messages wait. In memory unless told otherwise. */
  outboxStorage?: OutboxStorage;
  /** Where the secret is that lets a start be repeated whose answer was lost. In memory unless told otherwise. */
  onceStorage?: OnceStorage;
  wake?: WakeSource;
  /** What the page asked by HTTP while this program was still loading. */
  early?: Early;
  clock?: Clock;
  random?: () => number;
  /** The way to the server, for tests. */
  transport?: Transport;
}

/** Commands that only read: they go by HTTP while no socket is live, so a cold start shows something early. */
const readable: ReadonlySet<CommandName> = new Set<CommandName>([
  "place.about",
  "session.current",
  "channel.list",
  "channel.listArchived",
  "message.page",
]);

/** One client of one server: the place where its parts are wired. */
export class ParlorClient {
  readonly session: SessionClient;
  readonly connection: Connection;
  readonly channels: ChannelDirectory;
  readonly people = new PeopleDirectory();
  readonly outbox: Outbox;
  /** The newest event of the socket, for parts of a program that come later than this client. */
  readonly lastEvent: Store<{ name: string; payload: unknown } | undefined>;
  readonly #transport: Transport;
  readonly #keep: "cookie" | "token";
  readonly #core: Core;
  readonly #feeds = new FeedCache();
  readonly #away: AwayNotice;
  #token: string | undefined;
  #part: PrivatePart | undefined;

  constructor(options: ClientOptions = {}) {
    const {
      url = "",
      token,
      outboxStorage: storage = memoryOutbox(),
      onceStorage: once = memoryOnce(),
      wake,
    } = options;
    const {
      clock = systemClock,
      random = Math.random,
      transport = network(url.replace(/\/+$/, ""), options.early),
    } = options;
    const { people } = this;
    this.#transport = transport;
    this.#keep = isOwnPage(url) ? "cookie" : "token";
    this.#token = token;
    const core: Core = (this.#core = {
      clock,
      random,
      people,
      call: (name, input) => this.call(name, input),
      isLive: () => this.connection.state.get().is === "connected" && this.session.personId !== undefined,
      self: () => this.session.personId,
    });
    const lastEvent = new Cell<{ name: string; payload: unknown } | undefined>(undefined);
    this.lastEvent = lastEvent;
    this.#away = new AwayNotice({ clock, wake, tell: (away) => this.#tellAway(away) });
    this.connection = new Connection({
      ...core,
      wake,
      open: (...wanted) => transport.open(this.#token, ...wanted),
      heard: (name, payload) => {
        neutralise(payload);
        hear(name, payload);
        this.#part?.heard(name, payload);
        lastEvent.set({ name, payload });
      },
      refused: ({ code }) => {
        if (code === "unauthenticated") this.session.lost();
      },
    });
    this.session = new SessionClient({
      ...core,
      once,
      keep: this.#keep,
      post: (name, input) => this.#post(name, input),
      changed: (fresh) => {
        this.#token = fresh;
        this.connection.connect();
      },
      misplaced: (error) => this.connection.refuse(error),
      over: () => this.connection.disconnect(),
    });
    this.channels = new ChannelDirectory(core);
    this.outbox = new Outbox({
      ...core,
      storage,
      sent: ({ channelId, clientId, text }, { seq, at }, by) => {
        const state = this.session.state.get();
        const epoch = state.is === "self" ? state.self.epoch : "";
        this.#feeds.get(channelId)?.acked({ seq, by, at, text, clientId }, epoch);
      },
    });
    const { channels, session } = this;
    const hear = eventHandlers({ people, channels, session, feeds: this.#feeds, live: () => this.#live() });
    this.#wireStores();
  }

  /** The feed of a channel: the same one for as long as it is in use. */
  feed(channelId: ChannelId): ChannelFeed {
    const known = this.#feeds.get(channelId);
    const feed = known ?? new ChannelFeed(channelId, this.#host());
    this.#feeds.keep(feed);
    return feed;
  }

  /** Lets private messages take part; what they need of this client comes back. `PrivateMessages` calls it. */
  attach(part: PrivatePart): FeedHost {
    this.#part = part;
    return this.#host();
  }

  #host(): FeedHost {
    const { outbox, channels } = this;
    return { ...this.#core, outbox, channels, feeds: this.#feeds };
  }

  /** Connects, and keeps connected. Without a cookie or a token, the session is `none` until `session.start`. */
  start(): void {
    const { is } = this.connection.state.get();
    if (is !== "idle" && is !== "refused") return;
    if (this.#keep === "token" && !this.#token) return this.session.greeted(undefined);
    this.#away.start();
    this.connection.connect();
    if (this.#keep === "cookie") void this.session.lookUp();
  }

  /** Ends everything this client does. What the outbox has stored stays stored. */
  async close(): Promise<void> {
    this.outbox.close();
    this.channels.pause();
    for (const feed of this.#feeds.open()) feed.pause();
    this.#away.stop();
    this.connection.close();
  }

  /**
   * Runs one command and never rejects: over the socket while one is live; else, when it only reads or starts a session, over HTTP;
   * else it is `unavailable`.
   */
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<AnswerOf<N>>> {
    const { is } = this.connection.state.get();
    if (is === "closed") return Promise.resolve(unavailable("The client is closed."));
    if (name === "session.start" && this.#keep === "cookie") return this.#post(name, input);
    if (is === "connected") return this.connection.call(name, input);
    if (readable.has(name)) return this.#post(name, input);
    return Promise.resolve(unavailable("There is no connection."));
  }

  #post<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<AnswerOf<N>>> {
    return this.#transport.post(name, input, this.#token) as Promise<Answer<AnswerOf<N>>>;
  }

  #tellAway(away: boolean): void {
    if (this.#core.isLive()) void this.call("presence.away", { away });
  }

  #wireStores(): void {
    const refresh = () => {
      for (const feed of this.#feeds.open()) feed.refresh();
    };
    this.outbox.state.subscribe(refresh);
    this.channels.state.subscribe(refresh);
    this.people.state.subscribe(refresh);
    this.session.state.subscribe((state) => {
      refresh();
      if (state.is !== "self") return;
      void this.outbox.belongTo(state.self.person.id);
      // Known by HTTP before the socket is up: the list, too, need not wait for it.
      if (this.#keep === "cookie" && this.connection.state.get().is !== "connected") void this.channels.refresh();
    });
    let wasConnected = false;
    this.connection.state.subscribe(({ is }) => {
      const isLost = wasConnected && is !== "connected";
      wasConnected = is === "connected";
      if (!isLost) return;
      this.people.doubt();
      this.channels.pause();
      for (const feed of this.#feeds.open()) feed.pause();
    });
  }

  /** A session stands on a new socket: everything goes on from where it was. */
  #live(): void {
    // Before the views, so that nobody is told of a user who is not back.
    if (this.#away.isAway) this.#tellAway(true);
    for (const feed of this.#feeds.open()) feed.view();
    void this.channels.refresh();
    this.outbox.resume();
  }
}
