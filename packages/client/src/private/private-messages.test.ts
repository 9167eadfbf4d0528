import { expect, test } from "vitest";
import { memoryOutbox } from "../outbox-storage.ts";
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
} from "../testing/private-place.ts";
import { makeBeside } from "../testing/place.ts";
import { memoryPrivateStorage } from "./memory-private-storage.ts";
import { PrivateMessages } from "./private-messages.ts";

test("SEAL-10 SEAL-20 two people, from a key to a talk; the server sees none of it", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, place } = world;
  expect(conversations(bo)).toMatchObject([{ id, standing: "open", through: "for Ada", safety: { is: "ok" } }]);
  bo.messages.feed(id).send("hello Ada");
  await until(world, () => lines(ada, id).length === 2);
  ada.messages.feed(id).send("how are you?");
  await quiet(world);
  for (const side of [ada, bo]) expect(lines(side, id)).toEqual(["hello", "hello Ada", "how are you?"]);
  expect(JSON.stringify(place.server.log)).not.toMatch(/hello|how are you|for Ada/);
  expect(place.server.room(id).messages.every(({ text }) => text.startsWith("p1."))).toBe(true);
  expect(ada.client.outbox.state.get()).toEqual([]);
});

test("SEAL-20 the first message goes out while the other one is offline, and opens when they come", async () => {
  const world = await makePrivatePlace();
  const { ada, bo, place } = world;
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  await quiet(world);
  bo.network.isDown = true;
  bo.network.wire.cut();
  const { id } = good(await done(world, ada.messages.open(good(await done(world, ada.messages.find(code))))));
  ada.messages.feed(id).send("are you there?");
  await quiet(world);
  expect(place.server.room(id).messages).toHaveLength(1);
  bo.network.isDown = false;
  bo.client.connection.retryNow();
  await quiet(world);
  bo.messages.feed(id).open();
  await quiet(world);
  expect(lines(bo, id)).toEqual(["are you there?"]);
});

test("SEAL-20 what is written offline waits like any message, also over a reload, and never goes out in clear", async () => {
  const outboxStorage = memoryOutbox();
  const world = await makePrivatePlace({ outboxStorage });
  const { ada, bo, place } = world;
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  const { id } = good(await done(world, ada.messages.open(good(await done(world, ada.messages.find(code))))));
  await quiet(world);
  ada.network.isDown = true;
  ada.network.wire.cut();
  ada.messages.feed(id).send("written offline");
  await quiet(world);
  await ada.client.close();
  ada.messages.close();
  const { client, network } = await makeSide(world, place.ada, ada.storage, { outboxStorage });
  expect(client.outbox.state.get()).toMatchObject([{ draft: { isPrivate: true } }]);
  await until(world, () => place.server.room(id).messages.length === 1);
  expect(place.server.room(id).messages[0]?.text).toMatch(/^p1\./);
  expect(network.isDown).toBe(false);
  bo.messages.feed(id).open();
  await quiet(world);
  expect(lines(bo, id)).toEqual(["written offline"]);
});

test("SEAL-20 a private draft does not go out while nobody is there to seal it", async () => {
  const outboxStorage = memoryOutbox();
  const world = await makeTalk({ accepted: true, outboxStorage });
  const { ada, id, place } = world;
  ada.network.isDown = true;
  ada.network.wire.cut();
  ada.messages.feed(id).send("secret");
  await quiet(world);
  await ada.client.close();
  ada.messages.close();
  const before = place.server.log.length;
  const plain = makeBeside(place, place.ada, { outboxStorage });
  plain.client.start();
  await plain.network.flush();
  plain.client.outbox.resume();
  await plain.network.flush();
  expect(plain.client.outbox.state.get()).toMatchObject([{ state: "queued" }]);
  expect(JSON.stringify(place.server.log.slice(before))).not.toMatch(/secret|message\.send/);
});

test("SEAL-20 a conversation looked for as a channel shows nothing, and nothing is written there", async () => {
  const world = await makeTalk({ accepted: true });
  const { place, id } = world;
  const plain = makeBeside(place, place.ada);
  plain.client.start();
  plain.client.feed(id).open();
  await plain.network.flush();
  expect(plain.client.feed(id).state.get().status).toBe("gone");
  plain.client.feed(id).send("secret");
  await plain.network.flush();
  expect(JSON.stringify(place.server.log)).not.toMatch(/secret/);
});

test("SEAL-20 typing shows in a conversation; who is there does not", async () => {
  const world = await makeTalk({ accepted: true });
  world.ada.messages.feed(world.id).setTyping(true);
  await quiet(world);
  expect(world.place.server.log.at(-1)).toMatchObject({ name: "presence.typing", input: { channelId: world.id } });
  expect(world.ada.messages.feed(world.id).state.get()).toMatchObject({ here: { count: 0, people: [] } });
});

test("SEAL-20 without Web Crypto nothing is possible, and says so", async () => {
  const { client } = (await makePrivatePlace()).ada;
  const real = Object.getOwnPropertyDescriptor(globalThis, "crypto");
  Object.defineProperty(globalThis, "crypto", { value: {}, configurable: true });
  try {
    const messages = new PrivateMessages({ client, storage: { open: () => Promise.reject(new Error("none")) } });
    await messages.start();
    expect(messages.state.get()).toEqual({ is: "none", elsewhere: false, conversations: [] });
    expect(await messages.makeKey({ label: "" })).toMatchObject({ ok: false, error: { code: "impossible" } });
    expect(await PrivateMessages.recover(client, "")).toMatchObject({ ok: false, error: { code: "impossible" } });
  } finally {
    if (real) Object.defineProperty(globalThis, "crypto", real);
  }
});

test("a storage that cannot be read shows that there are no keys now, and is read once it can be", async () => {
  const world = await makePrivatePlace();
  const { bo, place } = world;
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  let isBroken = true;
  const isClosed: boolean[] = [];
  const { client, network } = makeBeside(place, place.bo);
  const messages = new PrivateMessages({
    client,
    storage: {
      async open(person) {
        const drawer = await bo.storage.open(person);
        const read = drawer.list;
        const list: typeof read = (...what) => (isBroken ? Promise.reject(new Error("broken")) : read(...what));
        return { ...drawer, list, close: () => void isClosed.push(isBroken) };
      },
    },
  });
  world.sides.push({ client, network, messages, storage: memoryPrivateStorage() });
  client.start();
  await done(world, messages.start());
  expect(messages.state.get()).toEqual({ is: "none", elsewhere: false, conversations: [] });
  expect(await messages.makeKey({ label: "" })).toMatchObject({ error: { code: "no_storage" } });
  await place.clock.pass(4_000);
  expect(isClosed.length).toBeGreaterThan(1);
  isBroken = false;
  await place.clock.pass(4_000);
  await quiet(world);
  expect(messages.state.get()).toMatchObject({ is: "ready", keys: [{ code }] });
});

test("PRIV-5 after a restored backup a conversation stands as it is told, though it stood otherwise later", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, model, place } = world;
  const bos = model.pair(id).members.find(({ person }) => person.id === bo.client.session.personId);
  const before = { ...bos };
  good(await done(world, bo.messages.answer(id, "block")));
  expect(conversations(bo)).toMatchObject([{ id, standing: "blocked" }]);
  Object.assign(bos ?? {}, before);
  place.server.restore(id, 1);
  for (const { network } of [ada, bo]) network.wire.cut();
  for (const { client } of [ada, bo]) client.connection.retryNow();
  await quiet(world);
  expect(conversations(bo)).toMatchObject([{ id, standing: "open" }]);
});
