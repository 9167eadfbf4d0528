import { limits, type ChannelId, type MessagePage } from "@parlor/protocol";

/**
 * A write to a socket takes some 4 µs, so at 20 µs a viewer the writing of one channel takes a fifth of the event loop at
 * the most. A channel of ten is written to as messages come, one of a thousand 50 times a second, several messages a time.
 */
const PACE_MS_PER_VIEWER = 0.02;

/** However large the crowd, its senders see their own message, in its place, as soon as a person can tell. */
const PACE_MAX_MS = 200;

/** Timers know whole milliseconds; channels of fewer viewers are not paced at all. */
const PACE_MIN_MS = 1;

/**
 * Brings a busy channel's batches together: the first goes at once, what follows within the channel's pace goes as one. A
 * delivery costs a write, so a crowd is served the cheaper the busier it is, and nobody waits where there is no crowd.
 */
export class PacedBatches {
  readonly #viewersOf: (channelId: ChannelId) => number;
  readonly #send: (batch: MessagePage) => void;
  /** The channels written to within their pace, with what has come since. */
  readonly #paced = new Map<ChannelId, { waiting: MessagePage | undefined; timer: NodeJS.Timeout }>();

  constructor(viewersOf: (channelId: ChannelId) => number, send: (batch: MessagePage) => void) {
    this.#viewersOf = viewersOf;
    this.#send = send;
  }

  add(batch: MessagePage): void {
    const paced = this.#paced.get(batch.channelId);
    if (!paced) return this.#go(batch);
    paced.waiting = paced.waiting ? joined(paced.waiting, batch) : batch;
    if (paced.waiting.messages.length < limits.pageMax) return;
    clearTimeout(paced.timer);
    this.#next(batch.channelId);
  }

  /** Sends what waits. */
  flush(): void {
    for (const [channelId, { waiting, timer }] of this.#paced) {
      clearTimeout(timer);
      this.#paced.delete(channelId);
      if (waiting) this.#send(waiting);
    }
  }

  #go(batch: MessagePage): void {
    this.#send(batch);
    const { channelId } = batch;
    const paceMs = Math.min(PACE_MAX_MS, this.#viewersOf(channelId) * PACE_MS_PER_VIEWER);
    if (paceMs < PACE_MIN_MS) return;
    const timer = setTimeout(() => this.#next(channelId), paceMs);
    this.#paced.set(channelId, { waiting: undefined, timer });
  }

  #next(channelId: ChannelId): void {
    const waiting = this.#paced.get(channelId)?.waiting;
    this.#paced.delete(channelId);
    if (waiting) this.#go(waiting);
  }
}

/** Two batches of a channel, one after the other; of two versions of a person the later holds. */
function joined(before: MessagePage, after: MessagePage): MessagePage {
  const people = new Map(before.people.map((person) => [person.id, person]));
  for (const person of after.people) {
    const known = people.get(person.id);
    if (!known || known.rev <= person.rev) people.set(person.id, person);
  }
  return { ...after, messages: before.messages.concat(after.messages), people: [...people.values()] };
}
