import type { Dialect, Seat } from "../dialects/dialect.ts";
import { answerPing } from "./answer-ping.ts";
import { now } from "./clock.ts";
import { Latencies } from "./latencies.ts";
import { ANSWER, DIGITS } from "./marker.ts";
import { MarkerCounter } from "./marker-counter.ts";
import { passed } from "./passed.ts";
import { edge, type Span, spanBetween } from "./span.ts";
import { steadily } from "./steadily.ts";
import type { Template } from "./template.ts";
import { Wire } from "./wire.ts";

/** What a closed loop of sends saw. */
export interface Sends extends Span {
  answered: number;
}

interface Speaker {
  wire: Wire;
  answers: MarkerCounter;
  channel: string;
}

/** Connections that send: at a steady rate no matter what the server does, or as fast as answers come. */
export class Speakers {
  readonly #dialect: Dialect;
  readonly #port: number;
  readonly #speakers: Speaker[] = [];
  readonly #templates = new Map<string, Template>();
  readonly #latencies = new Latencies();
  readonly #failures: string[] = [];
  #onAnswers: ((speaker: Speaker, count: number) => void) | undefined;
  #sent = 0;
  #stampedAt = 0;

  constructor(dialect: Dialect, port: number) {
    this.#dialect = dialect;
    this.#port = port;
  }

  async seat(seats: Seat[]): Promise<void> {
    for (const { channel, ...seat } of seats) {
      const wire = await Wire.open(this.#port);
      await this.#dialect.enter(wire, { channel, ...seat });
      const latencies = this.#latencies;
      const answers = new MarkerCounter({ marker: ANSWER, stampAt: -DIGITS, skip: 0, every: 1, latencies });
      const speaker = { wire, answers, channel };
      this.#speakers.push(speaker);
      const onLost = (): void => void this.#failures.push("a connection was lost");
      wire.pour((chunk) => this.#hear(speaker, chunk), onLost);
    }
  }

  /**
   * Says `rate` texts a second in `channels`, by turns, for so long; resolves to how many a second it were. Nobody waits for
   * the server; each text carries the moment it is written.
   */
  async steady(channels: string[], rate: number, seconds: number): Promise<number> {
    const reached = await steadily(rate, seconds, (number) => {
      const speaker = this.#speakers[number % this.#speakers.length];
      speaker?.wire.write(this.#next(channels[number % channels.length] ?? ""));
    });
    this.#check();
    return reached;
  }

  /** Keeps `inFlight` texts of every connection unanswered for so long, after a warm-up of `warmSeconds`. */
  async closedLoop(pid: number, inFlight: number, seconds: number, warmSeconds: number): Promise<Sends> {
    let answered = 0;
    const say = ({ wire, channel }: Speaker, count: number): void => {
      wire.write(Buffer.concat(Array.from({ length: count }, () => this.#next(channel))));
    };
    this.#onAnswers = (speaker, count) => {
      answered += count;
      say(speaker, count);
    };
    for (const speaker of this.#speakers) say(speaker, inFlight);
    await passed(warmSeconds);
    this.#latencies.clear();
    const from = edge(pid, answered);
    await passed(seconds);
    const to = edge(pid, answered);
    const summary = this.#latencies.summary();
    this.#onAnswers = undefined;
    this.#check();
    return { ...spanBetween(from, to), answered: to.count - from.count, ...summary };
  }

  #next(channel: string): Buffer {
    let template = this.#templates.get(channel);
    if (!template) this.#templates.set(channel, (template = this.#dialect.utterance(channel)));
    const stamp = Math.round(now() * 1_000);
    // Two commands of one connection must not carry the same number.
    this.#stampedAt = Math.max(stamp, this.#stampedAt + 1);
    return template.filled({ stamp, ack: this.#stampedAt, id: (this.#sent += 1) });
  }

  #hear(speaker: Speaker, chunk: Buffer): void {
    const { wire, answers } = speaker;
    const before = answers.count;
    wire.carried = answers.take(chunk, wire.carried);
    answerPing(this.#dialect, wire, chunk);
    if (chunk.includes('{"ok":false')) this.#failures.push(chunk.toString("latin1").slice(0, 300));
    if (answers.count > before) this.#onAnswers?.(speaker, answers.count - before);
  }

  #check(): void {
    const [first] = this.#failures;
    if (first !== undefined) throw new Error(`${this.#failures.length} sends failed, the first one so: ${first}`);
  }
}
