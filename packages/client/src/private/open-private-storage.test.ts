import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import { openIndexedDbOutbox } from "../indexed-db-outbox.ts";
import { done, good, lines, makePrivatePlace, makeSide, until } from "../testing/private-place.ts";
import { seeded } from "../testing/seeded.ts";
import { giveBirth } from "./birth.ts";
import { openPrivateStorage } from "./open-private-storage.ts";
import { OwnKeys } from "./own-keys.ts";
import "fake-indexeddb/auto";

const ada = "00000000-0000-4000-8000-000000000000";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

test("SEAL-6 SEAL-40 keys outlast the page, and cannot be read out of the browser's keeping", async () => {
  const first = await openPrivateStorage().open(ada);
  const own = new OwnKeys(first, () => {});
  await giveBirth(own, 1);
  first.close();
  const again = new OwnKeys(await openPrivateStorage().open(ada), () => {});
  await again.load();
  expect(again.identity?.device).toBe(own.identity?.device);
  expect(again.prekey?.prekey.pair.bytes).toEqual(own.prekey?.prekey.pair.bytes);
  expect(again.devices.size).toBe(1);
  const kept = again.identity?.identity.signing.privateKey;
  expect(kept?.extractable).toBe(false);
  if (kept) await expect(crypto.subtle.exportKey("pkcs8", kept)).rejects.toThrow();
  again.drawer.close();
});

test("SEAL-40 of two tabs that set it up at once, the first one's identity holds, in both", async () => {
  const drawers = await Promise.all([openPrivateStorage().open(ada), openPrivateStorage().open(ada)]);
  const [one, other] = drawers.map((drawer) => new OwnKeys(drawer, () => {})) as [OwnKeys, OwnKeys];
  await Promise.all([giveBirth(one, 1), giveBirth(other, 1)]);
  await Promise.all([one.load(), other.load()]);
  expect(one.identity?.device).toBe(other.identity?.device);
  expect(one.devices.size).toBe(1);
  for (const drawer of drawers) drawer.close();
});

test("what one person keeps here, another does not see; a tab hears of another's change", async () => {
  const storage = openPrivateStorage();
  const [mine, tab, others] = await Promise.all([storage.open(ada), storage.open(ada), storage.open("somebody else")]);
  const heard = vi.fn();
  const end = tab.subscribe(heard);
  await mine.change([], () => [
    ["lane/b", { n: 2, h: "" }],
    ["lane/a", { n: 1, h: "" }],
  ]);
  mine.tell();
  await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
  end();
  expect(await tab.list("lane")).toEqual([
    { n: 1, h: "" },
    { n: 2, h: "" },
  ]);
  expect(await others.list("lane")).toEqual([]);
  await tab.clear();
  expect(await mine.get("lane/a")).toBeUndefined();
  for (const drawer of [mine, tab, others]) drawer.close();
});

test("SEAL-21 SEAL-22 two tabs of a browser, with its own storage and turns: one chain", async () => {
  const world = await makePrivatePlace({ outboxStorage: await openIndexedDbOutbox() }, openPrivateStorage());
  const { bo, place } = world;
  const options = { outboxStorage: await openIndexedDbOutbox(), random: seeded(99) };
  const tabs = [world.ada, await makeSide(world, place.ada, openPrivateStorage(), options)] as const;
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  const { id } = good(await done(world, tabs[0].messages.open(good(await done(world, tabs[0].messages.find(code))))));
  await until(world, () => tabs[1].messages.state.get().is === "ready");
  good(await done(world, tabs[1].messages.open(good(await done(world, tabs[1].messages.find(code))))));
  for (let each = 0; each < 12; each++) tabs[each % 2 === 0 ? 0 : 1].messages.feed(id).send(String(each));
  const passing = setInterval(() => void place.clock.pass(100), 5);
  await until(world, () => place.server.room(id).messages.length === 12);
  clearInterval(passing);
  bo.messages.feed(id).open();
  await until(world, () => lines(bo, id).length === 12);
  expect(lines(bo, id).filter((line) => line.includes("["))).toEqual([]);
  for (const { client, messages } of [...tabs, bo]) {
    messages.close();
    await client.close();
  }
});
