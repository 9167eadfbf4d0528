import type { Seat } from "../dialects/dialect.ts";
import { connectSocketIo } from "../dialects/socket-io.ts";
import { clientFrame } from "./client-frame.ts";
import { now } from "./clock.ts";
import { Latencies } from "./latencies.ts";
import { Wire } from "./wire.ts";

/** Pages read before anything is timed. */
const WARM_PAGES = 100;

/** What reading pages saw; times are milliseconds from the question to the answer's last byte. */
export interface PageReads {
  p50_ms: number | null;
  p99_ms: number | null;
}

interface Reading {
  port: number;
  seat: Seat;
  /** The channel's highest seq. */
  head: number;
  count: number;
}

/** Reads pages of a hundred messages at random depths, one after the other, through `message.page` on a socket. */
export async function readPages({ port, seat, head, count }: Reading): Promise<PageReads> {
  const wire = await Wire.open(port);
  await connectSocketIo(wire, { token: seat.token });
  const hello = await wire.frame();
  if (!hello.includes('42["hello"')) throw new Error(`no hello: ${hello.toString()}`);
  const latencies = new Latencies();
  const random = repeatable(1);
  for (let number = 0; number < WARM_PAGES + count; number += 1) {
    const before = 101 + Math.floor(random() * (head - 101));
    const askedAt = now();
    wire.write(clientFrame(`420["message.page",${JSON.stringify({ channelId: seat.channel, before })}]`));
    const answer = await wire.frame();
    if (number >= WARM_PAGES) latencies.add(now() - askedAt);
    if (!answer.includes(`"seq":${before - 1}`))
      throw new Error(`not the page asked for: ${answer.toString("utf8", 0, 300)}`);
  }
  wire.close();
  return latencies.summary();
}

/** The same random numbers in every run (mulberry32). */
function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
