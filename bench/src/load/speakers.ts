import type { Dialect, Seat } from "../dialects/dialect.ts";
import { now } from "./clock.ts";
import { Latencies } from "./latencies.ts";
import { ANSWER, DIGITS } from "./marker.ts";
import { MarkerCounter } from "./marker-counter.ts";
import { cpuUsed } from "./server-cpu.ts";
import type { Template } from "./template.ts";
import { Wire } from "./wire.ts";

/** What a closed loop of sends saw. */
export interface Sends {
  seconds: number;
  answered: number;
  cpuUs: number | null;
  p50_ms: number | null;
  p99_ms: number | null;
}

interface Speaker {
  wire: Wire;
  answers: MarkerCounter;
  channel: string;
}

/** Connections that send: at a steady rate whatever the server does, or as fast as answers come. */
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
    for (const seat of seats) {
      const wire = await Wire.open(this.#port);
      await this.#dialect.enter(wire, seat);
      const answers = new MarkerCounter({
        marker: ANSWER,
        stampAt: -DIGITS,
        skip: 0,
        every: 1,
        latencies: this.#latencies,
      });
      const speaker = { wire, answers, channel: seat.channel };
      this.#speakers.push(speaker);
      wire.pour(
        (chunk) => this.#hear(speaker, chunk),
        () => this.#failures.push("a connection was lost"),
      );
    }
  }

  /**
   * Says `rate` texts a second in `channels`, one after the other, for so long; resolves to how many a second it were. The
   * schedule does not wait for the server; each text carries the moment it is written.
   */
  async steady(channels: string[], rate: number, seconds: number): Promise<number> {
    const start = now();
    const total = Math.round(rate * seconds);
    let said = 0;
    await new Promise<void>((resolve) => {
      const tick = (): void => {
        const due = Math.min(total, Math.floor(((now() - start) * rate) / 1_000) + 1);
        for (; said < due; said += 1) {
          const speaker = this.#speakers[said % this.#speakers.length];
          const channel = channels[said % channels.length] ?? "";
          speaker?.wire.write(this.#next(channel));
        }
        if (said === total) return resolve();
        setTimeout(tick, Math.max(1, start + (said * 1_000) / rate - now()));
      };
      tick();
    });
    this.#check();
    return said / Math.max(seconds, (now() - start) / 1_000);
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
    const before = { at: now(), answered, cpu: cpuUsed(pid) };
    await passed(seconds);
    const after = { at: now(), answered, cpu: cpuUsed(pid) };
    const summary = this.#latencies.summary();
    this.#onAnswers = undefined;
    this.#check();
    return {
      seconds: (after.at - before.at) / 1_000,
      answered: after.answered - before.answered,
      cpuUs: after.cpu === null || before.cpu === null ? null : after.cpu - before.cpu,
      ...summary,
    };
  }

  close(): void {
    for (const { wire } of this.#speakers) wire.close();
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
    if (this.#dialect.ping && chunk.includes(this.#dialect.ping.heard)) wire.write(this.#dialect.ping.answer);
    if (chunk.includes('{"ok":false')) this.#failures.push(chunk.toString("latin1").slice(0, 300));
    if (answers.count > before) this.#onAnswers?.(speaker, answers.count - before);
  }

  #check(): void {
    if (this.#failures.length > 0) {
      throw new Error(`${this.#failures.length} sends failed, the first one so: ${this.#failures[0]}`);
    }
  }
}

const passed = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
