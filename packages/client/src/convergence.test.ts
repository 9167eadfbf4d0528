import * as fc from "fast-check";
import { expect, test } from "vitest";
import { general, makeLivePlace, shown, type Place } from "./testing/place.ts";

/** What may happen, in any order. Numbers choose how much or where; each meaning is in `happen`. */
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ is: fc.constant("calm" as const) }) },
  { weight: 6, arbitrary: fc.record({ is: fc.constant("up" as const), times: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 5, arbitrary: fc.record({ is: fc.constant("down" as const), times: fc.integer({ min: 1, max: 6 }) }) },
  { weight: 6, arbitrary: fc.record({ is: fc.constant("ada sends" as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant("bo writes" as const),
      times: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 120 })),
    }),
  },
  { weight: 8, arbitrary: fc.record({ is: fc.constant("lose" as const), at: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("double" as const), at: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("swap" as const), at: fc.nat() }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("cut" as const) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("older" as const) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("rename" as const), who: fc.constantFrom("ada", "bo") }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("leave and return" as const) }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant("refuse" as const), name: commandName(), told: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ is: fc.constant("pass" as const), ms: fc.integer({ min: 1, max: 12_000 }) }) },
);

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function commandName(): fc.Arbitrary<string> {
  return fc.constantFrom("message.send", "message.page", "channel.view", "channel.list");
}

/** On a live socket single packets are not lost, but a server's fan-out may lose messages and pulses, and an answer may hang. */
const losable = /^(message\.new|channel\.pulse|answer to )/;

async function happen(place: Place, what: Step, count: number): Promise<void> {
  const { client, network, server, clock } = place;
  const { down } = network.wire;
  switch (what.is) {
    case "calm":
      await clock.pass(1_000);
      return network.flush();
    case "up":
      for (let each = 0; each < what.times; each++) await network.up();
      return;
    case "down":
      for (let each = 0; each < what.times; each++) await network.down();
      return;
    case "ada sends":
      return client.feed(general).send(`ada ${count}`);
    case "bo writes":
      for (let each = 1; each <= what.times; each++) server.write(place.bo, general, `bo ${count}.${each}`);
      return;
    case "lose":
      if (losable.test(down[what.at % down.length]?.what ?? "")) down.splice(what.at % down.length, 1);
      return;
    case "double": {
      const packet = down[what.at % down.length];
      if (packet && packet.what !== "hello") down.push(packet);
      return;
    }
    case "swap": {
      const at = what.at % Math.max(down.length - 1, 1);
      const [one, other] = [down[at], down[at + 1]];
      if (one && other && one.what !== "hello") down.splice(at, 2, other, one);
      return;
    }
    case "cut":
      return network.wire.cut();
    case "older":
      return void client.feed(general).loadOlder();
    case "rename":
      return void server.rename(what.who === "ada" ? place.ada : place.bo, `${what.who} ${count}`);
    case "leave and return":
      client.feed(general).close();
      return client.feed(general).open();
    case "refuse": {
      const error = { code: "rate_limited", message: "", ...(what.told && { retryAfterMs: 1_500 }) } as const;
      return void server.refusals.set(what.name, [error]);
    }
    case "pass":
      return clock.pass(what.ms);
  }
}

/** The trouble ends; time passes, with a pulse every second. */
async function heal({ network, server, clock }: Place): Promise<void> {
  for (let second = 0; second < 60; second++) {
    await network.flush();
    server.pulse();
    await network.flush();
    await clock.pass(1_000);
  }
  await network.flush();
}

/** Scrolls up to the channel's start. */
async function readAll({ client, network, clock }: Place): Promise<void> {
  const feed = client.feed(general);
  for (let page = 0; page < 40 && !feed.state.get().reachedStart; page++) {
    void feed.loadOlder();
    await network.flush();
    await clock.pass(1_000);
  }
}

/** What a client shows that has seen nothing of the trouble. */
async function freshlyFetched({ server, ada }: Place): Promise<{ text: string; name: string | undefined }[]> {
  const nameOf = new Map([...server.people.values()].map(({ id, name }) => [id, name]));
  expect(server.people.has(ada)).toBe(true);
  return server.room(general).messages.map(({ text, by }) => ({ text, name: nameOf.get(by) }));
}

function seen({ client }: Place): { text: string; name: string | undefined }[] {
  const { rows } = client.feed(general).state.get();
  return rows.map((row) => {
    if (row.is !== "message") return { text: row.is, name: undefined };
    return { text: row.message.text, name: client.people.get(row.message.by)?.name };
  });
}

test("CLI-2 CLI-3 CLI-4 whatever happens on the way, the timeline ends as a fresh fetch would, and what was sent is there once, in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
      const place = await makeLivePlace();
      place.client.feed(general).open();
      for (const [count, what] of steps.entries()) await happen(place, what, count);
      await heal(place);
      await readAll(place);
      expect(seen(place)).toEqual(await freshlyFetched(place));
      const sent = steps.flatMap(({ is }, count) => (is === "ada sends" ? [`ada ${count}`] : []));
      expect(shown(place.client).filter((text) => text.startsWith("ada "))).toEqual(sent);
      const keys = place.client
        .feed(general)
        .state.get()
        .rows.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
    }),
    { numRuns: 300 },
  );
}, 120_000);

test("CLI-4 after a restored backup the timeline is the restored one", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25, size: "max" }),
      fc.array(step, { maxLength: 25, size: "max" }),
      fc.nat({ max: 150 }),
      async (before, after, kept) => {
        const place = await makeLivePlace();
        place.client.feed(general).open();
        for (const [count, what] of before.entries()) await happen(place, what, count);
        place.server.restore(general, kept);
        place.network.wire.cut();
        for (const [count, what] of after.entries()) await happen(place, what, 100 + count);
        await heal(place);
        await readAll(place);
        expect(seen(place)).toEqual(await freshlyFetched(place));
      },
    ),
    { numRuns: 100 },
  );
}, 120_000);
