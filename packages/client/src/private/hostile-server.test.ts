import type { Message } from "@parlor/protocol";
import { expect, test } from "vitest";
import {
  conversations,
  done,
  good,
  lines,
  makePrivatePlace,
  makeSide,
  makeTalk,
  quiet,
  type Side,
} from "../testing/private-place.ts";
import { memoryPrivateStorage } from "./memory-private-storage.ts";

type Talk = Awaited<ReturnType<typeof makeTalk>>;

/** A talk of a few messages, and its log to be tampered with. */
async function makeLog(): Promise<Talk & { log: Message[] }> {
  const talk = await makeTalk({ accepted: true });
  const { ada, bo, id } = talk;
  for (const [side, text] of [
    [ada, "a2"],
    [bo, "b1"],
    [ada, "a3"],
    [bo, "b2"],
  ] as const) {
    side.messages.feed(id).send(text);
    await quiet(talk);
  }
  const { messages } = talk.place.server.room(id);
  expect(lines(bo, id)).toEqual(["hello", "a2", "b1", "a3", "b2"]);
  return { ...talk, log: messages };
}

/** Numbers the log again, as a server would that had changed it. */
function renumber(log: Message[], ...messages: (Message | undefined)[]): void {
  log.splice(0, log.length, ...messages.flatMap((each, at) => (each ? [{ ...each, seq: at + 1 }] : [])));
}

/** What Bo sees who comes with another tab, and with the memory of the device or without. */
async function fresh(world: Talk, withMemory: boolean): Promise<Side> {
  const { bo, id, place } = world;
  const side = await makeSide(world, place.bo, withMemory ? bo.storage : await copyOf(world));
  side.messages.feed(id).open();
  await quiet(world);
  return side;
}

/** Bo's keys without what this device has seen. */
async function copyOf({ bo }: Talk) {
  const storage = memoryPrivateStorage();
  const person = bo.client.session.personId ?? "";
  const [from, to] = [await bo.storage.open(person), await storage.open(person)];
  for (const kind of ["identity", "prekey", "key", "peer"] as const) {
    for (const each of await from.list(kind)) {
      if ("identity" in each && "device" in each) await to.change([], () => [["identity/own", each]]);
      else if ("prekey" in each && "at" in each) await to.change([], () => [[`prekey/${each.prekey.seq}`, each]]);
      else if ("keyId" in each) await to.change([], () => [[`key/${each.keyId}`, each]]);
      else if ("pinned" in each) await to.change([], () => [[`peer/${each.id}`, each]]);
    }
  }
  return storage;
}

test("SEAL-5 swap: a record of another key, or of another identity, is refused", async () => {
  const world = await makePrivatePlace();
  const { ada, bo, model } = world;
  const real = good(await done(world, bo.messages.makeKey({ label: "" })));
  const other = good(await done(world, ada.messages.makeKey({ label: "" })));
  const [one, two] = [model.keys.get(real.keyId), model.keys.get(other.keyId)];
  if (one && two) one.record = two.record;
  expect(await done(world, ada.messages.find(real.code))).toMatchObject({ error: { code: "bad_record" } });
});

test("SEAL-10 swap: a conversation with somebody else than was found is not taken for it", async () => {
  const world = await makePrivatePlace();
  const { ada, bo, model, place } = world;
  const { code, keyId } = good(await done(world, bo.messages.makeKey({ label: "" })));
  const found = good(await done(world, ada.messages.find(code)));
  const mallory = place.server.people.get(place.server.makePerson("Mallory"));
  const key = model.keys.get(keyId);
  if (key && mallory) key.owner = mallory;
  expect(await done(world, ada.messages.open(found))).toMatchObject({ error: { code: "bad_record" } });
});

test("SEAL-10 swap: with somebody known there is no second conversation in which nobody is pinned", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, bo, id, model, place } = world;
  const { code } = good(await done(world, bo.messages.makeKey({ label: "" })));
  const found = good(await done(world, ada.messages.find(code)));
  expect(found.conversationId).toBe(id);
  const { members, ...pair } = model.pair(id);
  const elsewhere = "d".repeat(12);
  model.pairs.clear();
  model.pairs.set(elsewhere, { ...pair, id: elsewhere, members });
  place.server.rooms.set(elsewhere, { id: elsewhere, messages: [], seqOf: new Map() });
  expect(await done(world, ada.messages.open(found))).toMatchObject({ error: { code: "bad_record" } });
});

test("SEAL-24 drop: what follows a message that was taken out says that one is missing", async () => {
  const world = await makeLog();
  const { id, log } = world;
  renumber(log, log[0], log[2], log[3], log[4]);
  const other = await fresh(world, false);
  expect(lines(other, id)).toEqual(["hello", "b1", "a3 [missing]", "b2"]);
});

test("SEAL-24 drop: an older page shows what is missing at the message after the gap, in a later page", async () => {
  const world = await makeTalk({ accepted: true });
  const { ada, id, place } = world;
  place.server.pageMost = 20;
  for (let each = 2; each <= 30; each++) ada.messages.feed(id).send(String(each));
  await quiet(world);
  const { messages } = place.server.room(id);
  expect(messages).toHaveLength(30);
  renumber(messages, ...messages.filter(({ seq }) => seq !== 10));
  const other = await fresh(world, false);
  expect(lines(other, id)[0]).toBe("11");
  await done(world, other.messages.feed(id).loadOlder());
  await quiet(world);
  expect(lines(other, id).filter((line) => line.includes("["))).toEqual(["11 [missing]"]);
});

test("SEAL-24 replay: a message that stands in the log already is shown as such", async () => {
  const world = await makeLog();
  const { id, log } = world;
  renumber(log, ...log, log[1]);
  expect(lines(await fresh(world, false), id).at(-1)).toBe("a2 [replayed]");
  // Also when the first one is not at hand: the device remembers how far the other one's chain went.
  renumber(log, ...log.slice(0, 5));
  world.place.server.now += 1;
  const more = Array.from({ length: 120 }, () => log[4]);
  renumber(log, ...log, ...more, log[1]);
  expect(lines(await fresh(world, true), id).at(-1)).toBe("a2 [reordered]");
});

test("SEAL-24 reorder: what was written later and stands before is shown as such", async () => {
  const world = await makeLog();
  const { id, log } = world;
  renumber(log, log[0], log[3], log[2], log[1], log[4]);
  expect(lines(await fresh(world, false), id)).toEqual(["hello", "a3", "b1", "a2 [reordered]", "b2"]);
});

test("SEAL-24 reflect: one's own message in the other one's name does not open, nor the other way round", async () => {
  const world = await makeLog();
  const { id, log } = world;
  const [by, other] = [log[0]?.by ?? "", log[2]?.by ?? ""];
  const reflected = (at: number, name: string) => ({ ...(log[at] as Message), by: name });
  renumber(log, log[0], reflected(1, other), reflected(2, by), log[3], log[4]);
  const shown = lines(await fresh(world, false), id);
  expect(shown.slice(1, 3)).toEqual([" [broken]", " [broken]"]);
});

test("SEAL-24 move: a message of another conversation, or under another clientId, does not open", async () => {
  const world = await makeLog();
  const { id, log } = world;
  renumber(log, log[0], { ...(log[1] as Message), clientId: log[3]?.clientId ?? "" }, ...log.slice(2));
  expect(lines(await fresh(world, false), id)[1]).toBe(" [broken]");
  const elsewhere = "d".repeat(12);
  const pair = world.model.pair(id);
  world.model.pairs.set(elsewhere, { ...pair, id: elsewhere });
  world.place.server.rooms.set(elsewhere, {
    id: elsewhere,
    messages: log.map((each) => ({ ...each })),
    seqOf: new Map(),
  });
  const side = await makeSide(world, world.place.bo, world.bo.storage);
  side.messages.feed(elsewhere).open();
  await quiet(world);
  expect(lines(side, elsewhere).every((line) => line === " [broken]" || line === " [locked]")).toBe(true);
  expect(lines(side, elsewhere)).toHaveLength(5);
});

test("SEAL-25 rollback: a log that ends before what this device has seen says so", async () => {
  const world = await makeLog();
  const { id, log } = world;
  renumber(log, ...log.slice(0, 3));
  const other = await fresh(world, true);
  expect(lines(other, id)).toEqual(["hello", "a2", "b1 [rolled-back]"]);
  expect(conversations(other)).toMatchObject([{ id, rolledBack: true }]);
  // Taken for what it is, it is held against the server no longer.
  await done(world, other.messages.trust(id));
  await quiet(world);
  expect(conversations(other)[0]).not.toHaveProperty("rolledBack");
});

test("SEAL-25 rollback: it is said also when what was read is no longer held, and until it is taken for what it is", async () => {
  const world = await makeLog();
  const { id, log } = world;
  renumber(log, ...log.slice(0, 3));
  const other = await fresh(world, true);
  const before = other.messages.feed(id);
  before.close();
  // Of the feeds nobody views only the last twenty stay.
  for (let each = 10; each < 40; each++) other.messages.feed("e".repeat(10) + each);
  expect(conversations(other)).toMatchObject([{ id, rolledBack: true }]);
  expect(other.messages.feed(id)).not.toBe(before);
  other.messages.feed(id).open();
  await quiet(world);
  expect(lines(other, id)).toEqual(["hello", "a2", "b1 [rolled-back]"]);
  await done(world, other.messages.trust(id));
  await quiet(world);
  expect(conversations(other)[0]).not.toHaveProperty("rolledBack");
});

test("SEAL-25 a page that was under way while a message came is no rollback", async () => {
  const world = await makeLog();
  const { ada, bo, id } = world;
  bo.messages.feed(id).close();
  bo.messages.feed(id).open();
  // The view is answered, but its answer overtaken.
  while (await bo.network.up());
  ada.messages.feed(id).send("a4");
  while (await ada.network.up());
  bo.network.wire.down.reverse();
  await quiet(world);
  expect(lines(bo, id)).toEqual(["hello", "a2", "b1", "a3", "b2", "a4"]);
  expect(conversations(bo)[0]).not.toHaveProperty("rolledBack");
});

test("SEAL-24 flipped: a changed envelope does not open, and the next one of its sender is not blamed", async () => {
  const world = await makeLog();
  const { id, log } = world;
  const [hello, second] = log as [Message, Message];
  const text = second.text.replace(/.{40}$/, (end) => [...end].toReversed().join(""));
  renumber(log, hello, { ...second, text }, ...log.slice(2));
  expect(lines(await fresh(world, false), id)).toEqual(["hello", " [broken]", "b1", "a3", "b2"]);
});

test("SEAL-12 another identity in the peer's name blocks sending until it is trusted", async () => {
  const world = await makeLog();
  const { ada, id, model, place } = world;
  // Mallory holds the server: she takes Bo's place, and knocks with a key of Ada's that she got hold of.
  const { code } = good(await done(world, ada.messages.makeKey({ label: "" })));
  const mallory = await makeSide(world, place.server.makePerson("Mallory"));
  const found = good(await done(world, mallory.messages.find(code)));
  const own = good(await done(world, mallory.messages.open(found)));
  expect(own.id).not.toBe(id);
  const pair = model.pair(id);
  const stranger = place.server.people.get("token of Mallory");
  const bo = pair.members.find(({ person }) => person.name === "Bo");
  if (bo && stranger) bo.person = stranger;
  model.pairs.delete(own.id);
  // The same conversation's id for her, so that what she seals is bound to it.
  mallory.network.wire.cut();
  mallory.client.connection.retryNow();
  await quiet(world);
  const refound = good(await done(world, mallory.messages.find(code)));
  const again = good(await done(world, mallory.messages.open(refound)));
  expect(again.id).toBe(id);
  mallory.messages.feed(id).send("it is me, Bo");
  if (bo && stranger) bo.person = { ...stranger, name: "Bo" };
  await quiet(world);
  expect(lines(ada, id).at(-1)).toBe(" [stranger]");
  expect(conversations(ada)[0]?.safety).toMatchObject({ is: "changed" });
  const before = place.server.room(id).messages.length;
  ada.messages.feed(id).send("really?");
  await quiet(world);
  expect(place.server.room(id).messages).toHaveLength(before);
  expect(ada.client.outbox.state.get()).toMatchObject([{ state: "queued" }]);
});
