import type { Dialect, Seat } from "../dialects/dialect.ts";
import { Latencies } from "./latencies.ts";
import { BEHIND_MARKER, MARKER } from "./marker.ts";
import { MarkerCounter } from "./marker-counter.ts";
import { answerPing } from "./answer-ping.ts";
import { edge, type Span, spanBetween } from "./span.ts";
import { passed } from "./passed.ts";
import { Wire } from "./wire.ts";

/** A prime, so that the samples wander over the connections. */
const SAMPLE_EVERY = 61;

/** How often a crowd looks whether something still comes in, and for how long nothing must have come. */
const LOOK_EVERY_SECONDS = 0.3;

/** What one window saw. */
export interface Window extends Span {
  deliveries: number;
  /** Share of one processor that the listening itself took: near 1, the load was the limit and not the server. */
  listening: number;
}

/** Connections that only listen, and count what they hear. */
export class Crowd {
  readonly #dialect: Dialect;
  readonly #port: number;
  readonly #latencies = new Latencies();
  readonly #counter: MarkerCounter;
  #lost = 0;

  constructor(dialect: Dialect, port: number) {
    this.#dialect = dialect;
    this.#port = port;
    this.#counter = new MarkerCounter({
      marker: MARKER,
      stampAt: MARKER.length,
      skip: BEHIND_MARKER,
      every: SAMPLE_EVERY,
      latencies: this.#latencies,
    });
  }

  /** Takes a seat for each, `atOnce` at a time; resolves once all of them hear their channel. */
  async seat(seats: Seat[], atOnce: number): Promise<void> {
    const waiting = seats.values();
    const work = async (): Promise<void> => {
      for (const seat of waiting) await this.#sit(seat);
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /** Counts for so long, after letting `warmSeconds` pass. The server's processor time is read at both ends. */
  async window(pid: number, seconds: number, warmSeconds: number): Promise<Window> {
    await passed(warmSeconds);
    this.#latencies.clear();
    const from = edge(pid, this.#counter.count);
    const cpu = process.cpuUsage();
    await passed(seconds);
    const to = edge(pid, this.#counter.count);
    const { user, system } = process.cpuUsage(cpu);
    // A server may cut those who do not keep up; then what follows is not the work that was asked for.
    if (this.#lost > 0) throw new Error(`the server ended ${this.#lost} of the connections`);
    const span = spanBetween(from, to);
    const listening = (user + system) / 1e6 / span.seconds;
    return { ...span, deliveries: to.count - from.count, listening, ...this.#latencies.summary() };
  }

  /** Waits until nothing comes in any more; resolves to false when it still does after `seconds`. */
  async quiet(seconds: number): Promise<boolean> {
    for (let left = seconds; left > 0; left -= LOOK_EVERY_SECONDS) {
      const { count } = this.#counter;
      await passed(LOOK_EVERY_SECONDS);
      if (this.#counter.count === count) return true;
    }
    return false;
  }

  async #sit(seat: Seat): Promise<void> {
    const wire = await Wire.open(this.#port);
    await this.#dialect.view(wire, seat);
    wire.pour(
      (chunk) => {
        wire.carried = this.#counter.take(chunk, wire.carried);
        answerPing(this.#dialect, wire, chunk);
      },
      () => (this.#lost += 1),
    );
  }
}
