import type { ChannelId, Message, Person, PersonId } from "@parlor/protocol";
import { type FoundRun, Tail } from "./tail.ts";

/** UTF-16 units over all channels: some 16 MB at worst, and the newest page of two hundred channels of short messages. */
const SIZE_MAX = 8_000_000;

/** Renames remembered for sends that were under way: far more than happen within one send's time. */
const RENAMES = 1_000;

/** The tails of the channels that were read last. */
export class Tails {
  /** The one read longest ago comes first. */
  readonly #tails = new Map<ChannelId, Tail>();
  readonly #renames = new Map<PersonId, Person>();
  #size = 0;

  get(channelId: ChannelId): Tail | undefined {
    const tail = this.#tails.get(channelId);
    if (!tail) return undefined;
    this.#tails.delete(channelId);
    this.#tails.set(channelId, tail);
    return tail;
  }

  /** Keeps the newest page of a channel, just read. */
  put(channelId: ChannelId, run: FoundRun): Tail {
    this.#drop(channelId);
    const tail = new Tail(run);
    this.#tails.set(channelId, tail);
    this.#grow(tail.size);
    return tail;
  }

  /** Follows a commit. */
  add(channelId: ChannelId, messages: Message[], people: Person[]): void {
    const tail = this.#tails.get(channelId);
    if (!tail) return;
    const before = tail.size;
    // A sender that was renamed while the message waited must not bring the old name back.
    const current = people.map((person) => newer(person, this.#renames.get(person.id)));
    const continues = tail.add(messages, current);
    this.#grow(tail.size - before);
    if (!continues) this.#drop(channelId);
  }

  renamed(person: Person): void {
    this.#renames.delete(person.id);
    this.#renames.set(person.id, person);
    const [oldest] = this.#renames.keys();
    if (this.#renames.size > RENAMES && oldest !== undefined) this.#renames.delete(oldest);
    for (const tail of this.#tails.values()) tail.renamed(person);
  }

  clear(): void {
    this.#tails.clear();
    this.#size = 0;
  }

  #grow(by: number): void {
    this.#size += by;
    for (const channelId of this.#tails.keys()) {
      if (this.#size <= SIZE_MAX) return;
      this.#drop(channelId);
    }
  }

  #drop(channelId: ChannelId): void {
    this.#size -= this.#tails.get(channelId)?.size ?? 0;
    this.#tails.delete(channelId);
  }
}

function newer(person: Person, renamed: Person | undefined): Person {
  return renamed && renamed.rev > person.rev ? renamed : person;
}
