import { type ReadonlySignal, signal } from "@preact/signals";
import { laterStrings } from "../ui/later-strings.ts";

interface Spoken {
  by: string;
  text: string;
}

/** Messages within this time are told in one sentence: about as long as it takes to say one. */
const gatherMs = 1_500;
const longest = 280;

/** Says aloud what others write, to those who listen: one message by its text, a burst as one sentence. */
export class Announcer {
  readonly #said = signal({ id: 0, text: "" });
  #waiting: Spoken[] = [];
  #lines: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What a live region shows. Each sentence has an id of its own, since screen readers pass over a text that did not change. */
  get said(): ReadonlySignal<{ id: number; text: string }> {
    return this.#said;
  }

  hear(messages: readonly Spoken[]): void {
    this.#waiting.push(...messages);
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#say(), gatherMs);
  }

  /** A sentence of its own, told with the messages of the same moment. */
  tell(line: string): void {
    this.#lines.push(line);
    this.#timer ??= setTimeout(() => this.#say(), gatherMs);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #say(): void {
    this.#timer = undefined;
    this.#said.value = { id: this.#said.peek().id + 1, text: this.#sentences().join(". ") };
    this.#waiting = [];
    this.#lines = [];
  }

  #sentences(): string[] {
    return this.#waiting.length > 0 ? [...this.#lines, sentenceFor(this.#waiting)] : this.#lines;
  }
}

/** Up to two messages are read out, more are summed up. */
export function sentenceFor(messages: readonly Spoken[]): string {
  if (messages.length <= 2)
    return messages.map(({ by, text }) => laterStrings.timeline.spoken(by, text.slice(0, longest))).join(". ");
  return laterStrings.timeline.burst(messages.length, [...new Set(messages.map(({ by }) => by))]);
}
