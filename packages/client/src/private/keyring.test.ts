import { expect, test } from "vitest";
import { prekeyLifeMs } from "./prekey.ts";
import { done, good, lines, makeSide, makeTalk, quiet, type Side } from "../testing/private-place.ts";

async function wordsOf({ messages }: Side): Promise<string> {
  return (await messages.recoveryWords())?.join(" ") ?? "";
}

/** A talk, and another device of Bo's that has his keys. */
async function makeSecond() {
  const world = await makeTalk({ accepted: true });
  const { bo, place, model } = world;
  const person = place.server.people.get(place.bo);
  if (!person) throw new Error("no Bo");
  const second = await makeSide(world, model.anotherToken(person));
  good(await done(world, second.messages.restore(await wordsOf(bo))));
  await quiet(world);
  return { ...world, second, ringOfBo: () => model.rings.get(person.id) };
}

test("SEAL-44 a device whose person started over on another one says so, holds back what it wrote, and can follow", async () => {
  const world = await makeSecond();
  const { bo, second, id, place, ringOfBo } = world;
  good(await done(world, bo.messages.startOver()));
  await quiet(world);
  expect(second.messages.state.get()).toMatchObject({ is: "none", elsewhere: true });
  const { length } = place.server.room(id).messages;
  second.messages.feed(id).send("as whom?");
  await quiet(world);
  expect(place.server.room(id).messages).toHaveLength(length);
  expect(second.client.outbox.state.get()).toMatchObject([{ state: "queued" }]);
  expect(await done(world, second.messages.makeKey({ label: "" }))).toMatchObject({ error: { code: "no_keys" } });
  place.server.now += prekeyLifeMs;
  await place.clock.pass(prekeyLifeMs);
  second.network.wire.cut();
  second.client.connection.retryNow();
  await quiet(world);
  good(await done(world, second.messages.restore(await wordsOf(bo))));
  await quiet(world);
  expect(second.messages.state.get()).toMatchObject({ is: "ready", recovery: "saved" });
  // Of what does not open nothing is kept: nothing sealed under the old words stands in the new keyring.
  const drawer = await second.storage.open(second.client.session.personId ?? "");
  const opened = (await drawer.list("ring")).map((item) => item.id);
  expect(opened.toSorted()).toEqual([...(ringOfBo()?.keys() ?? [])].toSorted());
  expect(opened).toContain("prekey.2");
});

test("RING-2 a change is read by the other devices, once, and not again by the one that made it", async () => {
  const { bo, second, key, place, ...world } = await makeSecond();
  const reads = (from: number) => place.server.log.slice(from).filter(({ name }) => name === "keyring.read").length;
  let before = place.server.log.length;
  await done(world, bo.messages.labelKey(key.keyId, "renamed"));
  await quiet(world);
  expect(second.messages.state.get()).toMatchObject({ keys: [{ label: "renamed" }] });
  expect(reads(before)).toBe(1);
  before = place.server.log.length;
  good(await done(world, bo.client.session.rename("Bodil")));
  await quiet(world);
  expect(reads(before), "a key's fresh record is none of the keyring").toBe(0);
  // What is changed while the connection is down is heard of by nobody: the next one reads.
  bo.network.wire.cut();
  bo.client.connection.retryNow();
  await quiet(world);
  expect(reads(before)).toBe(1);
});

test("SEAL-41 a server that shows another keyring for a while takes no keys away", async () => {
  const world = await makeSecond();
  const { ada, second, id, model, ringOfBo } = world;
  const own = new Map(ringOfBo());
  const adas = model.rings.get(ada.client.session.personId ?? "")?.get("identity");
  if (adas) ringOfBo()?.set("identity", { ...adas, rev: 7 });
  const hear = async () => {
    second.network.wire.listener.event("keyring.changed", {});
    await quiet(world);
  };
  await hear();
  expect(second.messages.state.get()).toMatchObject({ is: "none", elsewhere: true });
  for (const [name, item] of own) ringOfBo()?.set(name, item);
  await hear();
  expect(second.messages.state.get().is).toBe("ready");
  second.messages.feed(id).send("still me");
  await quiet(world);
  expect(lines(ada, id).at(-1)).toBe("still me");
});

async function reconnected({ bo, ...world }: Awaited<ReturnType<typeof makeSecond>>): Promise<void> {
  bo.network.wire.cut();
  bo.client.connection.retryNow();
  await quiet(world);
}

test.each([["some of it"], ["all of it, the login too"]])(
  "SEAL-45 of a keyring a restored backup forgot %s, and is told again",
  async (what) => {
    const world = await makeSecond();
    const { bo, id, key, model, ringOfBo } = world;
    const backup = what === "some of it" ? new Map(ringOfBo()) : undefined;
    await done(world, bo.messages.labelKey(key.keyId, "renamed"));
    good(await done(world, bo.messages.makeKey({ label: "after the backup" })));
    await quiet(world);
    const before = new Map(ringOfBo());
    const person = bo.client.session.personId ?? "";
    if (backup) model.rings.set(person, backup);
    else model.rings.delete(person);
    if (!backup) model.logins.clear();
    await reconnected(world);
    expect(ringOfBo()).toEqual(before);
    expect([...model.logins.values()].filter((owner) => owner === person)).toHaveLength(1);
    const found = world.place.server.people.get(world.place.bo);
    const fresh = await makeSide(world, found ? model.anotherToken(found) : "");
    good(await done(world, fresh.messages.restore(await wordsOf(bo))));
    await quiet(world);
    fresh.messages.feed(id).open();
    await quiet(world);
    expect(lines(fresh, id)).toEqual(["hello"]);
    const state = fresh.messages.state.get();
    const labels = state.is === "ready" ? state.keys.map(({ label }) => label) : [];
    expect(labels.toSorted()).toEqual(["after the backup", "renamed"]);
  },
);

test("SEAL-45 more items than may be told at once are all told, as fast as the server lets them", async () => {
  const world = await makeSecond();
  const { bo, model, place, ringOfBo } = world;
  const before = new Map(ringOfBo());
  model.rings.delete(bo.client.session.personId ?? "");
  const tooMany = { code: "rate_limited", message: "", retryAfterMs: 3_000 } as const;
  place.server.refusals.set("keyring.put", [tooMany, tooMany]);
  await reconnected(world);
  expect(ringOfBo()).toBeUndefined();
  for (let times = 0; times < 2; times++) {
    await place.clock.pass(3_000);
    await quiet(world);
  }
  expect(ringOfBo()).toEqual(before);
});

test("SEAL-45 a keyring that was emptied to start over elsewhere is left alone", async () => {
  const world = await makeSecond();
  const { bo, model, ringOfBo } = world;
  const person = bo.client.session.personId ?? "";
  // So far the other device has got, when this one comes back.
  model.rings.delete(person);
  model.logins.clear();
  model.logins.set("of the new phrase", person);
  await reconnected(world);
  expect([...(ringOfBo() ?? [])]).toEqual([]);
  expect([...model.logins]).toEqual([["of the new phrase", person]]);
});
