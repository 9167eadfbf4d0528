import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Seat } from "../fanout/seat.ts";
import type { Session } from "../people/session.ts";
import { LiveSockets } from "./live-sockets.ts";

const session = (): Session => ({ id: randomUUID(), person: { id: randomUUID(), name: "Ada", rev: 1 } });

test("CON-7 an end is known to what was under way, also when thousands of sessions end at once", () => {
  const live = new LiveSockets();
  const all = Array.from({ length: 5_000 }, session);
  for (const one of all) live.ended(one);
  expect(all.every(({ id }) => live.hasEnded(id))).toBe(true);
});

test("CON-7 a socket whose session ended during its handshake is cut as it arrives", () => {
  const live = new LiveSockets();
  const ada = session();
  live.ended(ada);
  let cuts = 0;
  live.add({ session: ada, seat: {} as Seat, cut: () => (cuts += 1) });
  expect(cuts).toBe(1);
});
