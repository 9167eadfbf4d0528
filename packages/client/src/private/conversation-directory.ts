import type { ChannelId, Conversation, Events } from "@parlor/protocol";
import { backoff } from "../backoff.ts";
import { mayRetry } from "../call.ts";
import type { Core } from "../core.ts";

export interface DirectoryHost {
  core: Core;
  /** Something shows differently now. */
  changed(): void;
  /** A conversation stands otherwise than before. */
  stands(conversation: Conversation): void;
}

/** One's private conversations: listed on every connection, then changed by events (PRIV-5). */
export class ConversationDirectory {
  readonly #host: DirectoryHost;
  #conversations = new Map<ChannelId, Conversation>();
  #epoch: string | undefined;
  /** What events said while a list was under way: the list may be older than they are. */
  #meanwhile: Conversation[] | undefined;
  #isKnown = false;
  #visit = 0;
  #cancelRetry = () => {};

  constructor(host: DirectoryHost) {
    this.#host = host;
  }

  /** Whether the server was heard. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  get(id: ChannelId): Conversation | undefined {
    return this.#conversations.get(id);
  }

  all(): Conversation[] {
    return [...this.#conversations.values()];
  }

  /** Reads the whole list. Called on every new connection. */
  async refresh(attempt = 0): Promise<void> {
    const { core } = this.#host;
    const visit = ++this.#visit;
    this.#cancelRetry();
    const meanwhile: Conversation[] = (this.#meanwhile = []);
    const answer = await core.call("private.list", {});
    if (visit !== this.#visit) return;
    this.#meanwhile = undefined;
    if (answer.ok) {
      // In another epoch the revs start from 1 again (MSG-6): what was known is no newer than what is told.
      const before = answer.value.epoch === this.#epoch ? this.#conversations : new Map<ChannelId, Conversation>();
      this.#epoch = answer.value.epoch;
      this.#conversations = new Map();
      for (const each of [...answer.value.conversations, ...meanwhile]) this.#take(each, before.get(each.id));
      this.#isKnown = true;
      this.#host.changed();
    } else if (mayRetry(answer.error)) {
      const delay = backoff(attempt, core.random, answer.error.retryAfterMs);
      this.#cancelRetry = core.clock.after(delay, () => void this.refresh(attempt + 1));
    }
  }

  /** Stops asking: the connection is gone, and the next one asks again. */
  pause(): void {
    this.#visit++;
    this.#cancelRetry();
  }

  changed(conversation: Conversation): void {
    this.#meanwhile?.push(conversation);
    this.#take(conversation, this.#conversations.get(conversation.id));
    this.#host.changed();
  }

  pulsed({ epoch, channelId, head, lastAt }: Events["private.pulse"]): void {
    const known = this.#conversations.get(channelId);
    if (!known || epoch !== this.#epoch || head <= known.head) return;
    this.#conversations.set(channelId, { ...known, head, lastAt });
    this.#host.changed();
  }

  #take(fresh: Conversation, before: Conversation | undefined): void {
    const known = this.#conversations.get(fresh.id) ?? before;
    this.#host.core.people.learn([fresh.peer]);
    const isNews = !known || fresh.rev >= known.rev;
    const newest = isNews ? fresh : known;
    // A pulse may have told more than a list that was read before it.
    const head = Math.max(fresh.head, this.#epoch === undefined ? 0 : (this.#conversations.get(fresh.id)?.head ?? 0));
    this.#conversations.set(fresh.id, head === newest.head ? newest : { ...newest, head });
    if (isNews && fresh.standing !== known?.standing) this.#host.stands(newest);
  }
}
