import type { ChannelFeed, ListedChannel, ParlorClient } from "@parlor/client";
import type { ChannelId, Person, PersonId, Self } from "@parlor/protocol";
import { computed, effect, signal } from "@preact/signals";
import { ComposerModel } from "../messages/composer-model.ts";
import { Drafts } from "../messages/drafts.ts";
import { ReadMarks } from "../messages/read-marks.ts";
import type { Place } from "../messages/scroll-keeper.ts";
import { keep, keptKeys, recall } from "../ui/kept.ts";
import { signalOf } from "../ui/store-signal.ts";

/** For a composer that nobody looks at. */
const silent = { send: () => undefined, setTyping: () => undefined };

/** What one person has lying about while they are here: how far they read, what they began to write, where they were. */
export class Desk {
  readonly client: ParlorClient;
  readonly self: PersonId;
  readonly marks: ReadMarks;
  readonly drafts = new Drafts();
  readonly places = new Map<ChannelId, Place>();
  readonly #composers = new Map<ChannelId, ComposerModel>();
  readonly #endings: (() => void)[];
  readonly #forgetting: (() => Promise<void>)[] = [];

  /** The private conversations, as soon as somebody looks after them (private-desk.ts). */
  readonly conversations = signal<readonly { id: ChannelId; head: number; peer: Person }[]>([]);
  /** Whether what is private would be gone with this browser, since no recovery phrase was written down. */
  readonly isUnsaved = signal(false);
  /** Messages not read yet, over everything. */
  readonly unread = computed(() => this.unreadBut(undefined));
  readonly #list = computed(() => signalOf(this.client.channels.state).value);

  constructor(client: ParlorClient, self: Self) {
    this.client = client;
    this.self = self.person.id;
    this.marks = new ReadMarks(self.epoch);
    const flush = (): void => this.drafts.flush();
    addEventListener("pagehide", flush);
    document.addEventListener("visibilitychange", flush);
    this.#endings = [
      flush,
      this.drafts.listen((channelId, text) => this.#composers.get(channelId)?.follow(text)),
      this.marks.listen(),
      effect(() => {
        const { status, channels } = this.#list.value;
        if (status === "ready") this.marks.meet(channels);
      }),
      effect(() => this.marks.wrote(signalOf(client.outbox.sent).value)),
      () => removeEventListener("pagehide", flush),
      () => document.removeEventListener("visibilitychange", flush),
    ];
  }

  readonly isUnread = (channel: ListedChannel): boolean => this.marks.unread(channel) > 0;

  /** The same outside of one channel or conversation. */
  unreadBut(open: ChannelId | undefined): number {
    return [...this.#list.value.channels, ...this.conversations.value].reduce(
      (sum, room) => sum + (room.id === open ? 0 : this.marks.unread(room)),
      0,
    );
  }

  readonly hasDraft = (channelId: ChannelId): boolean => this.drafts.channels.value.has(channelId);

  /** Whom a private conversation is with, once that is known. */
  peerName(id: ChannelId): string | undefined {
    return this.conversations.value.find((conversation) => conversation.id === id)?.peer.name;
  }

  /** The composer of a channel; the same one each time, so that its text is as it was left. */
  composer(feed: ChannelFeed, onSent: () => void): ComposerModel {
    const { channelId } = feed;
    let composer = this.#composers.get(channelId);
    if (composer === undefined) {
      composer = new ComposerModel(channelId, this.drafts, feed);
      this.#composers.set(channelId, composer);
    }
    composer.onSent = onSent;
    return composer;
  }

  /** Puts a text into the composer of a channel, before anything that was begun there. It is on disk when this returns. */
  putIntoComposer(channelId: ChannelId, text: string): void {
    const composer = this.#composers.get(channelId) ?? new ComposerModel(channelId, this.drafts, silent);
    composer.takeBack(text);
    this.drafts.flush();
  }

  /** Throws away what was begun in a channel. */
  forgetDraft(channelId: ChannelId): void {
    this.#composers.get(channelId)?.follow("");
    this.drafts.set(channelId, "");
    this.drafts.flush();
  }

  /** The id of the channel one was in last; of a private conversation, after a mark of its own. */
  get lastRoom(): string | undefined {
    return recall("last");
  }

  set lastRoom(id: string | undefined) {
    keep("last", id);
  }

  /**
   * Ends the session here and forgets everything but the look; `release` lets others take the name. Resolves to whether they can,
   * or to undefined when the server could not be reached, so that nothing ended.
   */
  async leave(release: boolean): Promise<{ released: boolean } | undefined> {
    const released = await this.client.session.end(release);
    if (this.client.session.state.get().is !== "none") return undefined;
    this.close();
    await Promise.allSettled(this.#forgetting.map((forget) => forget()));
    for (const key of keptKeys("")) if (key !== "theme") keep(key, undefined);
    return { released };
  }

  /** Something else that belongs to this desk: `end` puts it away with the desk, `forget` throws away what this browser keeps of it. */
  holds(end: () => void, forget: () => Promise<void>): void {
    this.#endings.push(end);
    this.#forgetting.push(forget);
  }

  close(): void {
    for (const end of this.#endings.splice(0)) end();
  }
}
