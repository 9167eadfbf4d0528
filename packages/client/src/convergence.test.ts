import * as fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { ParlorClient } from "./parlor-client.ts";
import { PageReader } from "./page-reader.ts";
import { general, makeBeside, type Place } from "./testing/place.ts";
import { happen, heal, makeWorld, restart, step, type Step, type World } from "./testing/trouble.ts";

/** Scrolls up to the channel's start. */
async function readAll({ client, network }: Pick<Place, "client" | "network">, { clock }: Place): Promise<void> {
  const feed = client.feed(general);
  for (let page = 0; page < 40 && !feed.state.get().reachedStart; page++) {
    void feed.loadOlder();
    await network.flush();
    await clock.pass(1_000);
  }
}

/** Each row as a person reads it. */
function seen(client: ParlorClient): string[] {
  return client
    .feed(general)
    .state.get()
    .rows.map((row) =>
      row.is === "message" ? `${client.people.get(row.message.by)?.name}: ${row.message.text}` : row.is,
    );
}

/** What somebody sees who comes now and has seen nothing of the trouble. */
async function freshlyFetched({ place, cy }: World): Promise<string[]> {
  const fresh = makeBeside(place, cy);
  fresh.client.start();
  fresh.client.feed(general).open();
  await fresh.network.flush();
  await readAll(fresh, place);
  const rows = seen(fresh.client);
  await fresh.client.close();
  return rows;
}

/** After the trouble, every client shows what a fresh one does, each row once; and that is what the server has. */
async function expectConverged(world: World, pulses: boolean): Promise<void> {
  const { place, sides } = world;
  await heal(world, pulses);
  const fresh = await freshlyFetched(world);
  expect(fresh.map((row) => row.replace(/^.*?: /, ""))).toEqual(
    place.server.room(general).messages.map(({ text }) => text),
  );
  for (const [name, side] of Object.entries(sides)) {
    // Nothing of what came since is merely "older": it is there without scrolling up, or a reset says that it is not.
    const shown = seen(side.client);
    expect(shown).toEqual(fresh.slice(fresh.length - shown.length));
    expect(shown.length).toBeGreaterThan(fresh.length - world.beginnings[name as keyof typeof sides]());
    await readAll(side, place);
    expect(seen(side.client)).toEqual(fresh);
    const keys = side.client
      .feed(general)
      .state.get()
      .rows.map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  }
}

async function survives(steps: Step[], pulses: boolean): Promise<void> {
  const world = await makeWorld();
  for (const [count, what] of steps.entries()) await happen(world, what, count);
  await expectConverged(world, pulses);
  const texts = world.place.server.room(general).messages.map(({ text }) => text);
  for (const [name, sent] of Object.entries(world.sent)) {
    expect(texts.filter((text) => text.startsWith(`${name} `))).toEqual(sent);
  }
}

const steps = fc.array(step, { maxLength: 60, size: "max" });

test("CLI-1 CLI-2 CLI-3 CLI-4 CLI-8 whatever happens on the way, every timeline ends as a fresh fetch, with all that was sent in it once, in order", async () => {
  await fc.assert(fc.asyncProperty(steps, fc.boolean(), survives), { numRuns: 150 });
}, 60_000);

test("CLI-4 after a restored backup every timeline is the restored one", async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, fc.nat({ max: 150 }), fc.boolean(), async (before, after, kept, pulses) => {
      const world = await makeWorld();
      for (const [count, what] of before.entries()) await happen(world, what, count);
      restart(world);
      world.place.server.restore(general, kept);
      for (const [count, what] of after.entries()) await happen(world, what, 100 + count);
      await expectConverged(world, pulses);
    }),
    { numRuns: 60 },
  );
}, 60_000);

test("CLI-3 control: a client that fills no holes does not pass", async () => {
  using _ = vi.spyOn(PageReader.prototype, "after").mockReturnValue(new Promise(() => {}));
  const run = await fc.check(fc.asyncProperty(steps, fc.boolean(), survives), { numRuns: 150, endOnFailure: true });
  expect(run.failed).toBe(true);
}, 60_000);
