import type { Dialect, Seat } from "../dialects/dialect.ts";
import { Latencies } from "./latencies.ts";
import { BEHIND_MARKER, MARKER } from "./marker.ts";
import { MarkerCounter } from "./marker-counter.ts";
import { cpuUsed } from "./server-cpu.ts";
import { now } from "./clock.ts";
import { Wire } from "./wire.ts";

/** Connections that are set up at the same time. */
const AT_ONCE = 32;

/** A prime, so that the samples wander over the connections. */
const SAMPLE_EVERY = 61;

/** What one window saw. */
export interface Window {
  seconds: number;
  deliveries: number;
  /** Of the server, in microseconds; null where the system does not tell. */
  cpuUs: number | null;
  p50_ms: number | null;
  p99_ms: number | null;
}

/** Connections that only listen, and count what they hear. */
export class Crowd {
  readonly #dialect: Dialect;
  readonly #port: number;
  readonly #wires: Wire[] = [];
  readonly #latencies = new Latencies();
  readonly #counter: MarkerCounter;
  lost = 0;

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

  /** Takes a seat for each; resolves once all of them hear their channel. */
  async seat(seats: Seat[]): Promise<void> {
    const waiting = seats.values();
    const work = async (): Promise<void> => {
      for (const seat of waiting) await this.#sit(seat);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  /** Counts for so long, after letting `warmSeconds` pass. The server's processor time is read at both ends. */
  async window(pid: number, seconds: number, warmSeconds: number): Promise<Window> {
    await passed(warmSeconds);
    this.#latencies.clear();
    const before = { at: now(), count: this.#counter.count, cpu: cpuUsed(pid) };
    await passed(seconds);
    const after = { at: now(), count: this.#counter.count, cpu: cpuUsed(pid) };
    return {
      seconds: (after.at - before.at) / 1_000,
      deliveries: after.count - before.count,
      cpuUs: after.cpu === null || before.cpu === null ? null : after.cpu - before.cpu,
      ...this.#latencies.summary(),
    };
  }

  close(): void {
    for (const wire of this.#wires) wire.close();
  }

  async #sit(seat: Seat): Promise<void> {
    const wire = await Wire.open(this.#port);
    await this.#dialect.view(wire, seat);
    this.#wires.push(wire);
    listen(wire, this.#counter, this.#dialect, () => (this.lost += 1));
  }
}

/** Counts everything that comes from now on, and answers pings. */
export function listen(wire: Wire, counter: MarkerCounter, { ping }: Dialect, onLost: () => void): void {
  wire.pour((chunk) => {
    wire.carried = counter.take(chunk, wire.carried);
    if (ping && chunk.includes(ping.heard)) wire.write(ping.answer);
  }, onLost);
}

const passed = (seconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
