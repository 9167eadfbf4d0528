import { now } from "./clock.ts";
import type { Latencies } from "./latencies.ts";
import { readDigits } from "./marker.ts";

export interface Counted {
  /** The bytes to count. Their first byte must occur in them only once. */
  marker: Buffer;
  /** Where the time of sending stands, in bytes from the marker's first byte. */
  stampAt: number;
  /** Bytes behind a marker that cannot hold another one. */
  skip: number;
  /** One in this many markers has its time read. */
  every: number;
  latencies: Latencies;
}

/**
 * Counts the markers in what arrives, without knowing how it is framed. One counter serves many connections: what a
 * connection has to remember between two chunks is one small number, which `take` returns and wants back.
 */
export class MarkerCounter {
  count = 0;
  readonly #counted: Counted;

  constructor(counted: Counted) {
    this.#counted = counted;
  }

  /**
   * Counts the markers that end in this chunk. `carried` is what the connection's last call returned, 0 at first: how many
   * bytes of a marker stood at that chunk's end. A marker cut in two is counted, but its time is not read.
   */
  take(chunk: Buffer, carried: number): number {
    const { marker, stampAt, skip, every, latencies } = this.#counted;
    let from = 0;
    if (carried > 0) {
      const rest = Math.min(marker.length - carried, chunk.length);
      if (marker.compare(chunk, 0, rest, carried, carried + rest) === 0) {
        if (carried + rest < marker.length) return carried + rest;
        this.count += 1;
        from = rest + skip;
      }
    }
    for (let at = chunk.indexOf(marker, from); at !== -1; at = chunk.indexOf(marker, from)) {
      this.count += 1;
      if (this.count % every === 0) {
        const sentAt = readDigits(chunk, at + stampAt);
        if (!Number.isNaN(sentAt)) latencies.add(now() - sentAt / 1_000);
      }
      from = at + marker.length + skip;
      if (from >= chunk.length) return 0;
    }
    return this.#beginningAtEnd(chunk, from);
  }

  /** How many bytes of a marker stand at the chunk's end. */
  #beginningAtEnd(chunk: Buffer, from: number): number {
    const { marker } = this.#counted;
    for (let length = Math.min(marker.length - 1, chunk.length - from); length > 0; length -= 1) {
      if (chunk.compare(marker, 0, length, chunk.length - length) === 0) return length;
    }
    return 0;
  }
}
