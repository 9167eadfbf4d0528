import { expect, test } from "vitest";
import { done, good, lines, makePrivatePlace, makeSide, quiet, until, type Side } from "../testing/private-place.ts";
import { seeded } from "../testing/seeded.ts";
import { sharedOutbox } from "../testing/tabs.ts";

/** Ada in two tabs that share outbox and keys, and a conversation with Bo. */
async function makeTabs() {
  const openOutbox = sharedOutbox();
  const world = await makePrivatePlace({ outboxStorage: openOutbox() });
  const { ada, bo, place } = world;
  const options = { outboxStorage: openOutbox(), random: seeded(99) };
  const other = await makeSide(world, place.ada, ada.storage, options);
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  const { id } = good(await done(world, ada.messages.open(good(await done(world, ada.messages.find(code))))));
  good(await done(world, other.messages.open(good(await done(world, other.messages.find(code))))));
  ada.messages.feed(id).send("knock");
  await quiet(world);
  good(await done(world, bo.messages.answer(id, "accept")));
  await quiet(world);
  return { ...world, id, tabs: [ada, other] as const };
}

/** Every message Bo can read back to the beginning, and each trouble there is. */
async function readAll(world: { sides: Side[] }, side: Side, id: string): Promise<string[]> {
  const feed = side.messages.feed(id);
  feed.open();
  await until(world, () => feed.state.get().status === "ready");
  while (!feed.state.get().reachedStart) await done(world, feed.loadOlder());
  return lines(side, id);
}

test("SEAL-23 one tab throws away what the other one sealed: nobody misses anything", async () => {
  const world = await makeTabs();
  const { tabs, bo, id, place } = world;
  const full = Array.from({ length: 9 }, () => ({ code: "storage_full" as const, message: "" }));
  place.server.refusals.set("message.send", full);
  for (const text of ["away", "two"]) tabs[0].messages.feed(id).send(text);
  await quiet(world);
  const [away] = tabs[1].client.outbox.state.get();
  expect(away).toMatchObject({ draft: { text: "away" } });
  tabs[1].messages.feed(id).discard(away?.draft.clientId ?? "");
  await quiet(world);
  place.server.refusals.clear();
  for (let second = 0; second < 20; second++) {
    await place.clock.pass(1_000);
    await quiet(world);
  }
  expect(await readAll(world, bo, id)).toEqual(["knock", "two"]);
});

/** Sealing and opening cost 4 ms of processor a message. `TWO_TABS=10000` runs the whole number, in a minute or so. */
const count = Number(process.env["TWO_TABS"] ?? 300);

test(`SEAL-22 ${count} messages through two tabs at once, with the turn taken back and forth, all open in order`, async () => {
  const world = await makeTabs();
  const { tabs, bo, id, place } = world;
  const batch = 50;
  const stored = async (wanted: number) => {
    for (let turn = 0; place.server.room(id).messages.length < wanted; turn++) {
      for (const { network } of world.sides) await network.flush();
      // Seldom, so that what is being sealed is not timed out.
      if (turn % 20 === 19) await place.clock.pass(50);
    }
  };
  for (let from = 0; from < count; from += batch) {
    for (let each = from; each < from + batch; each++)
      tabs[each % 2 === 0 ? 0 : 1].messages.feed(id).send(String(each));
    // Part of a batch is still under way when the next one is written.
    await stored(from + batch - 20);
  }
  await stored(count + 1);
  const shown = await readAll(world, bo, id);
  expect(shown).toHaveLength(count + 1);
  expect(shown.filter((line) => line.includes("["))).toEqual([]);
  const numbers = shown.filter((line) => line !== "knock").map(Number);
  for (const rest of [0, 1]) {
    const written = Array.from({ length: count / 2 }, (_, at) => 2 * at + rest);
    expect(numbers.filter((number) => number % 2 === rest)).toEqual(written);
  }
}, 300_000);
