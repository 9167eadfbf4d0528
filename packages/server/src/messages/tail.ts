import { limits, type Message, type Person, type PersonId, type Seq } from "@parlor/protocol";
import type { PageRange } from "./message-store.ts";

/** A run of messages and everyone who wrote one of them. */
export interface FoundRun {
  head: Seq;
  messages: Message[];
  people: Person[];
}

/** What a message takes beside its text, and what an author takes, as so many UTF-16 units: fields and their object. */
const BESIDE_TEXT = 150;

/** Authors kept at most: those of the messages, and as many again before one looks who is none any more. */
const PEOPLE_MAX = 2 * limits.pageMax;

/**
 * The newest messages of one channel, without a hole up to its head: as many as the largest page holds, no more text than
 * a page holds. So a client that opens the channel, or was away for a moment, is answered from memory.
 */
export class Tail {
  #head: Seq;
  #messages: Message[];
  #units: number;
  readonly #people: Map<PersonId, Person>;

  /** `run` is the newest page of `limits.pageMax`, as it was read. */
  constructor({ head, messages, people }: FoundRun) {
    this.#head = head;
    this.#messages = [...messages];
    this.#people = new Map(people.map((person) => [person.id, person]));
    this.#units = messages.reduce((sum, { text }) => sum + text.length, 0);
  }

  /** Roughly the UTF-16 units of memory it takes. */
  get size(): number {
    return this.#units + (this.#messages.length + this.#people.size) * BESIDE_TEXT;
  }

  /** Adds what was committed next. False when it does not continue the tail, which is then of no use any more. */
  add(messages: Message[], people: Person[]): boolean {
    if (messages[0]?.seq !== this.#head + 1) return false;
    for (const person of people) this.renamed(person, true);
    for (const message of messages) {
      this.#messages.push(message);
      this.#units += message.text.length;
      this.#head = message.seq;
    }
    let cut = Math.max(0, this.#messages.length - limits.pageMax);
    for (const { text } of this.#messages.slice(0, cut)) this.#units -= text.length;
    for (; this.#units > limits.pageText; cut += 1) this.#units -= this.#messages[cut]?.text.length ?? 0;
    if (cut > 0) this.#messages.splice(0, cut);
    if (this.#people.size > PEOPLE_MAX) this.#forgetPeople();
    return true;
  }

  /** The higher rev holds (NAME-4). */
  renamed(person: Person, isAuthor = false): void {
    const known = this.#people.get(person.id);
    if (known ? known.rev < person.rev : isAuthor) this.#people.set(person.id, person);
  }

  /** The page that a read of the whole channel would give (MSG-5), or undefined when it begins before the tail. */
  page(range: PageRange, limit: number): FoundRun | undefined {
    const all = this.#messages;
    const first = this.#head - all.length + 1;
    const isWhole = first === 1;
    if ("after" in range) {
      if (range.after < first - 1) return undefined;
      const start = range.after - first + 1;
      return this.#found(all.slice(start, start + limit), false);
    }
    const end = "before" in range ? Math.min(range.before - first, all.length) : all.length;
    // Shorter than the largest page, the whole tail is as much text as a page may carry; a part of it may be less.
    const isEnough = isWhole || end >= limit || (end === all.length && end > 0);
    return isEnough ? this.#found(all.slice(Math.max(0, end - limit), Math.max(0, end)), true) : undefined;
  }

  /** Drops authors who no longer have a message here. */
  #forgetPeople(): void {
    const authors = new Set(this.#messages.map(({ by }) => by));
    for (const id of this.#people.keys()) if (!authors.has(id)) this.#people.delete(id);
  }

  #found(wanted: Message[], fromEnd: boolean): FoundRun {
    const messages = fromEnd ? wanted.toReversed() : wanted;
    let room: number = limits.pageText;
    const end = messages.findIndex(({ text }) => (room -= text.length) < 0);
    if (end >= 0) messages.length = Math.max(1, end);
    if (fromEnd) messages.reverse();
    const authors = new Set(messages.map(({ by }) => by));
    return { head: this.#head, messages, people: [...authors].flatMap((id) => this.#people.get(id) ?? []) };
  }
}
