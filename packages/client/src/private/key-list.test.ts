import { expect, test } from "vitest";
import {
  conversations,
  done,
  good,
  lines,
  makePrivatePlace,
  makeTalk,
  quiet,
  type Side,
} from "../testing/private-place.ts";
import { prekeyLifeMs } from "./prekey.ts";

function keys({ messages }: Side) {
  const state = messages.state.get();
  return state.is === "ready" ? state.keys : [];
}

test("SEAL-30 a key past its end lets nobody in, and says so to its owner", async () => {
  const world = await makePrivatePlace();
  const { ada, bo, place } = world;
  const expiresAt = place.clock.now() + 60_000;
  const { code, keyId } = good(await done(world, bo.messages.makeKey({ label: "today", expiresAt })));
  good(await done(world, ada.messages.find(code)));
  await place.clock.pass(60_000);
  // Its owner signed when it ends, so a server that goes on giving it out changes nothing.
  expect(await done(world, ada.messages.find(code))).toMatchObject({ ok: false, error: { code: "key_not_found" } });
  await done(world, bo.messages.labelKey(keyId, "yesterday"));
  expect(keys(bo)).toMatchObject([{ label: "yesterday", status: "expired", expiresAt }]);
});

test("SEAL-30 its owner sees at once that a key is used up by a person who knocks", async () => {
  const world = await makePrivatePlace();
  const { ada, bo } = world;
  const { code } = good(await done(world, ada.messages.makeKey({ label: "once", uses: 1 })));
  await quiet(world);
  const { id } = good(await done(world, bo.messages.open(good(await done(world, bo.messages.find(code))))));
  bo.messages.feed(id).send("hello");
  await quiet(world);
  expect(keys(ada)).toMatchObject([{ status: "used-up", used: 1, came: [id] }]);
});

test("SEAL-30 a key for one person is used up by one person", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id } = world;
  const { code } = good(await done(world, ada.messages.makeKey({ label: "once", uses: 1 })));
  expect(keys(ada)).toMatchObject([{ status: "works", usesLeft: 1 }]);
  const found = good(await done(world, bo.messages.find(code)));
  expect(found).toMatchObject({ conversationId: id, changed: false, own: false, name: "Ada" });
  expect(good(await done(world, bo.messages.open(found)))).toEqual({ id });
  ada.network.wire.cut();
  ada.client.connection.retryNow();
  await quiet(world);
  expect(keys(ada)).toMatchObject([{ status: "used-up", usesLeft: 0 }]);
});

test("a key is shown once it is made, and never as one that ended while it was being made", async () => {
  const world = await makePrivatePlace();
  const { ada } = world;
  good(await done(world, ada.messages.makeKey({ label: "first" })));
  const seen = new Set<string>();
  const end = ada.messages.state.subscribe(() => {
    for (const { label, status } of keys(ada)) seen.add(`${label} ${status}`);
  });
  const { keyId } = good(await done(world, ada.messages.makeKey({ label: "for two", uses: 2 })));
  good(await done(world, ada.messages.renewKey(keyId)));
  end();
  expect([...seen].sort()).toEqual(["first works", "for two revoked", "for two works"]);
});

test("SEAL-31 a renewed key opens, the old one does not, and conversations go on", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, key } = world;
  const fresh = good(await done(world, bo.messages.renewKey(key.keyId)));
  expect(fresh).toMatchObject({ label: "for Ada", status: "works", chosen: false });
  expect(fresh.code).not.toBe(key.code);
  expect(
    keys(bo)
      .map(({ status }) => status)
      .sort(),
  ).toEqual(["revoked", "works"]);
  expect(await done(world, ada.messages.find(key.code))).toMatchObject({ error: { code: "key_not_found" } });
  expect(good(await done(world, ada.messages.find(fresh.code)))).toMatchObject({ changed: false, conversationId: id });
  ada.messages.feed(id).send("still here");
  await quiet(world);
  expect(lines(bo, id)).toEqual(["hello", "still here"]);
});

test("SEAL-31 a knock through a key that was revoked meanwhile still opens, with its label", async () => {
  const world = await makePrivatePlace();
  const { ada, bo } = world;
  const key = good(await done(world, bo.messages.makeKey({ label: "for the class" })));
  const { id } = good(await done(world, ada.messages.open(good(await done(world, ada.messages.find(key.code))))));
  good(await done(world, bo.messages.revokeKey(key.keyId)));
  expect(await done(world, ada.messages.find(key.code))).toMatchObject({ error: { code: "key_not_found" } });
  ada.messages.feed(id).send("too late?");
  bo.messages.feed(id).open();
  await quiet(world);
  expect(lines(bo, id)).toEqual(["too late?"]);
  expect(conversations(bo)).toMatchObject([{ standing: "asked", through: "for the class" }]);
});

test("SEAL-34 no key is made of a phrase that takes fewer than 10^8 guesses, and the refusal says what would help", async () => {
  const world = await makePrivatePlace();
  const made = (phrase: string) => done(world, world.bo.messages.makeKey({ label: "", phrase }));
  const refused = (message: string) => ({ ok: false, error: { code: "weak_phrase", message } });
  expect(await made("tulpe1987")).toEqual(
    refused("This phrase is too easy to guess. Add a word or two that do not belong together."),
  );
  expect(await made("iloveyou")).toEqual(
    refused("This phrase is one of the first that anyone would try. Take a few words that do not belong together."),
  );
  expect(await made("tulips")).toEqual(refused("This phrase is too short: it needs 8 characters, spaces not counted."));
  expect(world.place.server.log.filter(({ name }) => name === "private.create")).toEqual([]);
  expect(good(await made("a tulip on a tram"))).toMatchObject({ chosen: true });
});

test("SEAL-32 a chosen phrase opens for anyone who types it; a weak one is refused; typos never reach the server", async () => {
  const world = await makePrivatePlace();
  const { ada, bo, place } = world;
  expect(await done(world, bo.messages.makeKey({ label: "", phrase: "password1" }))).toMatchObject({
    error: { code: "weak_phrase" },
  });
  const key = good(await done(world, bo.messages.makeKey({ label: "", phrase: " seven  green whales " })));
  expect(key).toMatchObject({ code: "seven green whales", chosen: true });
  expect(good(await done(world, ada.messages.find("seven green whales")))).toMatchObject({ name: "Bo" });
  const asked = () => place.server.log.filter(({ name }) => name === "private.find").length;
  const before = asked();
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  const typo = code.replace(/.$/, (last) => (last === "7" ? "8" : "7"));
  expect(ada.messages.read(typo)).toEqual({ is: "typo", what: "check" });
  expect(await done(world, ada.messages.find(typo))).toMatchObject({ error: { code: "typo" } });
  expect(asked()).toBe(before);
  expect(ada.messages.read(`https://parlor.example/#k=${code}`)).toEqual({ is: "key" });
});

test("SEAL-11 SEAL-33 each week there is a new prekey, in every record and message; what was sealed to the old one opens", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, key, model, place } = world;
  const before = model.keys.get(key.keyId)?.record;
  const drawer = await bo.storage.open(bo.client.session.personId ?? "");
  const first = await drawer.get("prekey/1");
  const weekAgo = place.clock.now() - prekeyLifeMs;
  await drawer.change([], () => (first ? [["prekey/1", { ...first, at: weekAgo }]] : []));
  drawer.tell();
  await quiet(world);
  bo.network.wire.cut();
  bo.client.connection.retryNow();
  await quiet(world);
  expect((await drawer.list("prekey")).map(({ prekey }) => prekey.seq)).toEqual([1, 2]);
  expect(model.keys.get(key.keyId)?.record).not.toBe(before);
  ada.messages.feed(id).send("to the old one");
  await quiet(world);
  bo.messages.feed(id).send("with the new one");
  await quiet(world);
  ada.messages.feed(id).send("to the new one");
  await quiet(world);
  expect(lines(bo, id)).toEqual(["hello", "to the old one", "with the new one", "to the new one"]);
  // A server that hands out the record of before is caught.
  const known = model.keys.get(key.keyId);
  if (known && before) known.record = before;
  expect(await done(world, ada.messages.find(key.code))).toMatchObject({ error: { code: "old_record" } });
});

test("SEAL-33 a new name goes into every record", async () => {
  const world = await makePrivatePlace();
  const { ada, bo } = world;
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  good(await done(world, bo.client.session.rename("Bodil")));
  await quiet(world);
  expect(good(await done(world, ada.messages.find(code)))).toMatchObject({ name: "Bodil" });
});

test("SEAL-33 more records than may be changed at once are all made again, as fast as the server lets them", async () => {
  const world = await makePrivatePlace();
  const { bo, model, place } = world;
  const count = 5;
  for (let each = 0; each < count; each++) good(await done(world, bo.messages.makeKey({ label: String(each) })));
  await quiet(world);
  const before = [...model.keys.values()].map(({ record }) => record);
  const tooMany = { code: "rate_limited", message: "", retryAfterMs: 3_000 } as const;
  place.server.refusals.set("private.refresh", [tooMany, tooMany]);
  good(await done(world, bo.client.session.rename("Bodil")));
  await quiet(world);
  expect([...model.keys.values()].map(({ record }) => record)).toEqual(before);
  for (let times = 0; times < 2; times++) {
    await place.clock.pass(3_000);
    await quiet(world);
  }
  const after = [...model.keys.values()].map(({ record }) => record);
  expect(after.filter((record) => before.includes(record))).toEqual([]);
});

test("SEAL-13 who is declined or blocked notices nothing; who blocked hears nothing, until they take it back", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, place } = world;
  good(await done(world, bo.messages.answer(id, "block")));
  await quiet(world);
  expect(bo.messages.feed(id).state.get().status).toBe("gone");
  ada.messages.feed(id).send("hello?");
  await quiet(world);
  expect(place.server.room(id).messages).toHaveLength(2);
  expect(lines(ada, id)).toEqual(["hello", "hello?"]);
  expect(conversations(ada)).toMatchObject([{ standing: "open" }]);
  expect(conversations(bo)).toMatchObject([{ standing: "blocked", head: 1 }]);
  good(await done(world, bo.messages.answer(id, "unblock")));
  await quiet(world);
  expect(lines(bo, id)).toEqual(["hello", "hello?"]);
  expect(bo.messages.feed(id).state.get().status).toBe("ready");
});

test("SEAL-31 a key the server did not take is none; one whose answer was lost is ended there", async () => {
  const world = await makePrivatePlace();
  const { bo, model, place } = world;
  place.server.refusals.set("private.create", [{ code: "rate_limited", message: "", retryAfterMs: 1_000 }]);
  const refused = await done(world, bo.messages.makeKey({ label: "" }));
  expect(refused).toMatchObject({ error: { code: "rate_limited", retryAfterMs: 1_000 } });
  expect(bo.messages.state.get()).toMatchObject({ is: "ready", keys: [] });
  const lost = bo.messages.makeKey({ label: "lost" });
  while (model.keys.size === 0) await quiet({ sides: [{ ...bo, network: onlyUp(bo) }] });
  bo.network.wire.cut();
  expect(await done(world, lost)).toMatchObject({ error: { code: "unavailable" } });
  bo.client.connection.retryNow();
  await quiet(world);
  expect([keys(bo), model.keys.size]).toEqual([[], 0]);
});

/** The same network while nothing comes down. */
function onlyUp({ network }: Side): Side["network"] {
  return { up: () => network.up(), down: () => Promise.resolve(false) } as Side["network"];
}
