import * as fc from "fast-check";
import { expect, test } from "vitest";
import { done, lines, makeSide, makeTalk, quiet, type Side } from "../testing/private-place.ts";

const who = fc.constantFrom("ada" as const, "bo" as const);

/** What may happen on the way; each lets the networks go on as far as it says. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ is: fc.constant("sends" as const), who, times: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("calm" as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({ is: fc.constant("some go on" as const), who, times: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("lose" as const), who, at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("double" as const), who, at: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("cut" as const), who }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("leave and return" as const), who }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("refuse" as const), hard: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ is: fc.constant("restart" as const) }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;
type Talk = Awaited<ReturnType<typeof makeTalk>>;

/** On a live socket a fan-out may lose what it tells, and an answer may hang; the rest comes or the socket goes. */
const losable = /^(message\.new|private\.pulse|answer to )/;

async function happen(talk: Talk, what: Step, count: number): Promise<void> {
  const { id, place } = talk;
  if (!("who" in what)) {
    if (what.is === "calm") return quiet(talk);
    if (what.is === "restart") {
      place.server.restart();
      for (const { network } of talk.sides) network.wire.cut();
    } else {
      const code = what.hard ? "bad_request" : "storage_full";
      place.server.refusals.set("message.send", [{ code, message: "" }]);
    }
    return;
  }
  const side = talk[what.who];
  const { down } = side.network.wire;
  const feed = side.messages.feed(id);
  const packet = "at" in what ? down[what.at % down.length] : undefined;
  switch (what.is) {
    case "sends":
      for (let each = 1; each <= what.times; each++) feed.send(`${what.who} ${count}.${each}`);
      return;
    case "some go on":
      for (let each = 0; each < what.times; each++) (await side.network.up()) || (await side.network.down());
      return;
    case "lose":
      if (packet && losable.test(packet.what)) down.splice(down.indexOf(packet), 1);
      return;
    case "double":
      if (packet && packet.what !== "hello") down.push(packet);
      return;
    case "cut":
      return side.network.wire.cut();
    case "leave and return":
      feed.close();
      return feed.open();
  }
}

async function survives(steps: Step[]): Promise<void> {
  const talk = await makeTalk({ accepted: true });
  const { id, place } = talk;
  for (const [count, what] of steps.entries()) await happen(talk, what, count);
  place.server.refusals.clear();
  for (let pause = 0; pause < 10; pause++) {
    await quiet(talk);
    await place.clock.pass(4_000);
  }
  await quiet(talk);
  const stored = place.server.room(id).messages.length;
  const fresh = await makeSide(talk, place.bo, talk.bo.storage);
  fresh.messages.feed(id).open();
  await quiet(talk);
  await done(talk, fresh.messages.feed(id).loadOlder());
  const seen = lines(fresh, id);
  expect(seen).toHaveLength(stored);
  expect(seen.filter((line) => line.includes("[") || line === "")).toEqual([]);
  const notRefused = (side: Side) => lines(side, id).filter((line) => !line.endsWith(" (refused)"));
  for (const side of [talk.ada, talk.bo]) expect(notRefused(side)).toEqual(seen);
  for (const side of talk.sides) {
    side.messages.close();
    await side.client.close();
  }
}

/** A run costs 150 ms of processor. `CONVERGENCE_RUNS=500` looks further, in a minute or so. */
const numRuns = Number(process.env["CONVERGENCE_RUNS"] ?? 12);

test("SEAL-23 SEAL-24 whatever happens on the way, a talk ends the same for both and as a fresh read, with no chain broken", async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 25, size: "max" }), survives), { numRuns });
}, 120_000);
