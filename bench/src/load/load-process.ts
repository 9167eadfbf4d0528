import { dialects } from "../dialects/index.ts";
import { Crowd } from "./crowd.ts";
import type { Order, Reply } from "./orders.ts";
import { readPages } from "./page-reader.ts";
import { Speakers } from "./speakers.ts";

/** A process of the load: takes orders from the bench, and answers each. */
let crowd: Crowd | undefined;
let speakers: Speakers | undefined;

async function carryOut(order: Order): Promise<unknown> {
  switch (order.do) {
    case "listen":
      crowd ??= new Crowd(dialects[order.dialect], order.port);
      return crowd.seat(order.seats, order.atOnce);
    case "window":
      return crowd?.window(order.pid, order.seconds, order.warmSeconds);
    case "quiet":
      return crowd?.quiet(order.seconds);
    case "speak":
      speakers ??= new Speakers(dialects[order.dialect], order.port);
      return speakers.seat(order.seats);
    case "steady":
      return speakers?.steady(order.channels, order.rate, order.seconds);
    case "closedLoop":
      return speakers?.closedLoop(order.pid, order.inFlight, order.seconds, order.warmSeconds);
    case "readPages":
      return readPages(order);
  }
}

process.on("message", ({ number, order }: { number: number; order: Order }) => {
  const answer = (reply: Reply): void => void process.send?.(reply);
  carryOut(order).then(
    (value) => answer({ number, ok: true, value }),
    (failure: unknown) =>
      answer({ number, ok: false, reason: failure instanceof Error ? failure.message : String(failure) }),
  );
});
// The bench is gone, so nobody wants the rest.
process.on("disconnect", () => process.exit());
