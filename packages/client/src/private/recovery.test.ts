import { expect, test } from "vitest";
import { ParlorClient } from "../parlor-client.ts";
import {
  conversations,
  done,
  good,
  lines,
  makePrivatePlace,
  makeSide,
  makeTalk,
  quiet,
  until,
  type Side,
} from "../testing/private-place.ts";
import { makeBeside } from "../testing/place.ts";
import { memoryPrivateStorage } from "./memory-private-storage.ts";
import { PrivateMessages } from "./private-messages.ts";

async function wordsOf({ messages }: Side): Promise<string> {
  return (await messages.recoveryWords())?.join(" ") ?? "";
}

test("SEAL-42 a browser with the session but no keys gets keys, conversations and history back by the words", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, place, model } = world;
  bo.messages.feed(id).send("to Ada");
  await quiet(world);
  ada.messages.feed(id).send("to Bo");
  await quiet(world);
  const words = await wordsOf(bo);
  expect(words.split(" ")).toHaveLength(12);
  const token = model.anotherToken(place.server.people.get(place.bo) ?? { id: "", name: "", rev: 1 });
  const second = await makeSide(world, token);
  expect(second.messages.state.get()).toMatchObject({ is: "none", elsewhere: true });
  second.messages.feed(id).open();
  await quiet(world);
  expect(lines(second, id)).toEqual([" [locked]", " [locked]", " [locked]"]);
  expect(await done(world, second.messages.makeKey({ label: "" }))).toMatchObject({ error: { code: "no_keys" } });
  expect(await done(world, second.messages.restore("one two"))).toMatchObject({ error: { code: "wrong_words" } });
  expect(await done(world, second.messages.restore(await wordsOf(ada)))).toMatchObject({
    error: { code: "other_words" },
  });
  good(await done(world, second.messages.restore(words.toUpperCase())));
  await quiet(world);
  const state = second.messages.state.get();
  expect(state).toMatchObject({ is: "ready", recovery: "saved", devices: 2, keys: [{ label: "for Ada", used: 1 }] });
  expect(conversations(second)).toMatchObject([{ id, through: "for Ada", safety: { is: "ok" } }]);
  expect(lines(second, id)).toEqual(["hello", "to Ada", "to Bo"]);
  // It writes as another device of the same person, and both read it.
  second.messages.feed(id).send("from the new device");
  await quiet(world);
  for (const side of [ada, bo, second]) expect(lines(side, id).at(-1)).toBe("from the new device");
  expect(bo.messages.state.get()).toMatchObject({ devices: 2 });
});

test("SEAL-43 a browser with nothing opens the session by the words, then the keys", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, place } = world;
  const words = await wordsOf(ada);
  await ada.client.close();
  const { client, network } = makeBeside(place, "");
  const lost = new ParlorClient({ url: "http://test", transport: network, clock: place.clock });
  const side: Side = {
    client: lost,
    network,
    storage: memoryPrivateStorage(),
    messages: new PrivateMessages({ client: lost, storage: memoryPrivateStorage() }),
  };
  await client.close();
  world.sides.push(side);
  lost.start();
  expect(await done(world, PrivateMessages.recover(lost, "no words"))).toMatchObject({
    error: { code: "wrong_words" },
  });
  const others = "legal winner thank year wave sausage worth useful legal winner thank yellow";
  expect(await done(world, PrivateMessages.recover(lost, others))).toMatchObject({
    error: { code: "recovery_refused" },
  });
  good(await done(world, PrivateMessages.recover(lost, words)));
  expect(lost.session.state.get()).toMatchObject({ is: "self", self: { person: { name: "Ada" } } });
  const started = side.messages.start();
  await done(world, started);
  good(await done(world, side.messages.restore(words)));
  await quiet(world);
  side.messages.feed(id).open();
  await quiet(world);
  expect(lines(side, id)).toEqual(["hello"]);
  bo.messages.feed(id).send("welcome back");
  await quiet(world);
  expect(lines(side, id)).toEqual(["hello", "welcome back"]);
});

test("SEAL-40 the words are shown until they are saved, and are nowhere after that", async () => {
  const world = await makePrivatePlace();
  const { bo } = world;
  expect(await bo.messages.recoveryWords()).toBeUndefined();
  good(await done(world, bo.messages.makeKey({ label: "" })));
  expect(bo.messages.state.get()).toMatchObject({ is: "ready", recovery: "pending" });
  await done(world, bo.messages.recoverySaved());
  expect(bo.messages.state.get()).toMatchObject({ is: "ready", recovery: "saved" });
  expect(await bo.messages.recoveryWords()).toBeUndefined();
  const drawer = await bo.storage.open(bo.client.session.personId ?? "");
  expect(await drawer.get("identity/own")).not.toHaveProperty("entropy");
});

test("SEAL-40 no secret half can be read out of what is kept", async () => {
  const world = await makePrivatePlace();
  good(await done(world, world.bo.messages.makeKey({ label: "" })));
  const drawer = await world.bo.storage.open(world.bo.client.session.personId ?? "");
  const own = await drawer.get("identity/own");
  const [prekey] = await drawer.list("prekey");
  for (const key of [
    own?.identity.signing.privateKey,
    own?.identity.receiving.privateKey,
    own?.ring,
    prekey?.prekey.pair.privateKey,
  ]) {
    expect(key?.extractable).toBe(false);
  }
});

test("SEAL-41 what is changed offline reaches the other devices later; of two changes the first one there holds", async () => {
  const world = await makeTalk({ accepted: true });
  const { bo, place, model, key } = world;
  const words = await wordsOf(bo);
  const second = await makeSide(
    world,
    model.anotherToken(place.server.people.get(place.bo) ?? { id: "", name: "", rev: 1 }),
  );
  good(await done(world, second.messages.restore(words)));
  await quiet(world);
  const label = ({ messages }: Side) => {
    const state = messages.state.get();
    return state.is === "ready" ? state.keys[0]?.label : undefined;
  };
  second.network.isDown = true;
  second.network.wire.cut();
  await done(world, second.messages.labelKey(key.keyId, "changed offline"));
  expect(label(second)).toBe("changed offline");
  second.network.isDown = false;
  second.client.connection.retryNow();
  await until(world, () => label(bo) === "changed offline");
  second.network.isDown = true;
  second.network.wire.cut();
  await done(world, second.messages.labelKey(key.keyId, "too late"));
  await done(world, bo.messages.labelKey(key.keyId, "first"));
  await quiet(world);
  second.network.isDown = false;
  second.client.connection.retryNow();
  await quiet(world);
  expect([label(bo), label(second)]).toEqual(["first", "first"]);
});

test("SEAL-44 a person who starts over has a new identity: the peer sees it before anything else is sent", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id } = world;
  const back = good(await done(world, ada.messages.makeKey({ label: "for Bo" })));
  const known = fingerprintOf(bo);
  bo.network.wire.cut();
  expect((await done(world, bo.messages.startOver())).ok, "while the old keys cannot be ended").toBe(false);
  expect(fingerprintOf(bo)).toBe(known);
  bo.client.connection.retryNow();
  await quiet(world);
  good(await done(world, bo.messages.startOver()));
  await quiet(world);
  expect(bo.messages.state.get()).toMatchObject({ is: "ready", recovery: "pending", keys: [] });
  expect(conversations(bo)).toMatchObject([{ id, safety: { is: "locked" } }]);
  // What they write is not lost: it waits until there is somebody to seal it to.
  bo.messages.feed(id).send("it is me, Bo");
  await quiet(world);
  expect(bo.client.outbox.state.get()).toMatchObject([{ state: "queued" }]);
  const found = good(await done(world, bo.messages.find(back.code)));
  good(await done(world, bo.messages.open(found)));
  await until(world, () => conversations(ada)[0]?.safety.is === "changed");
  await quiet(world);
  expect(lines(ada, id)).toEqual(["hello", " [stranger]"]);
  ada.messages.feed(id).send("who are you?");
  await quiet(world);
  expect(ada.client.outbox.state.get()).toMatchObject([{ state: "queued" }]);
  expect(conversations(ada)[0]?.safety).toMatchObject({ pinned: known, fingerprint: fingerprintOf(bo) });
  await done(world, ada.messages.trust(id));
  await quiet(world);
  expect(lines(ada, id)).toEqual(["hello", "it is me, Bo", "who are you?"]);
  expect(lines(bo, id).slice(1)).toEqual(["it is me, Bo", "who are you?"]);
  expect(conversations(ada)).toMatchObject([{ safety: { is: "ok" } }]);
});

function fingerprintOf({ messages }: Side): string {
  const state = messages.state.get();
  return state.is === "ready" ? state.fingerprint : "";
}
