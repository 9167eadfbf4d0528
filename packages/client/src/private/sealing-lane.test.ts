import { expect, test } from "vitest";
import { memoryOutbox } from "../outbox-storage.ts";
import { lines, makeSide, makeTalk, quiet, type Side } from "../testing/private-place.ts";
import type { KeptOf, Kind } from "./kept.ts";
import { memoryPrivateStorage } from "./memory-private-storage.ts";
import type { PrivateStorage } from "./private-storage.ts";
import { SealingLane } from "./sealing-lane.ts";

type Talk = Awaited<ReturnType<typeof makeTalk>>;

function refuse({ place }: Talk, ...codes: ("bad_request" | "storage_full")[]): void {
  place.server.refusals.set(
    "message.send",
    codes.map((code) => ({ code, message: "" })),
  );
}

async function kept<K extends Kind>(side: Side, kind: K): Promise<KeptOf[K][]> {
  return (await side.storage.open(side.client.session.personId ?? "")).list(kind);
}

/** What the other one sees, and that nothing is left over here. */
async function expectSeen(talk: Talk, ...texts: string[]): Promise<void> {
  await quiet(talk);
  expect(lines(talk.bo, talk.id)).toEqual(["hello", ...texts]);
  expect((await kept(talk.ada, "sealed")).filter(({ isAcked }) => !isAcked)).toEqual([]);
}

test("SEAL-21 a page that crashed between sealing and the ack sends the very same envelope", async () => {
  const outboxStorage = memoryOutbox();
  const talk = await makeTalk({ accepted: true, outboxStorage });
  const { ada, id, place } = talk;
  ada.messages.feed(id).send("one");
  await quiet({
    sides: [{ ...ada, network: { up: () => ada.network.up(), down: () => Promise.resolve(false) } as Side["network"] }],
  });
  expect(place.server.room(id).messages).toHaveLength(2);
  const [sealed] = (await kept(ada, "sealed")).filter(({ isAcked }) => !isAcked);
  ada.network.wire.cut();
  await ada.client.close();
  ada.messages.close();
  const again = await makeSide(talk, place.ada, ada.storage, { outboxStorage });
  await quiet(talk);
  const sent = place.server.log.flatMap(({ name, input }) =>
    name === "message.send" ? [(input as { text: string }).text] : [],
  );
  expect(sent.slice(-2)).toEqual([sealed?.wire, sealed?.wire]);
  expect(again.client.outbox.state.get()).toEqual([]);
  again.messages.feed(id).send("two");
  await expectSeen({ ...talk, ada: again }, "one", "two");
});

test("SEAL-23 what follows a refused message is sealed again: nobody misses anything", async () => {
  const talk = await makeTalk({ accepted: true });
  refuse(talk, "bad_request");
  for (const text of ["refused", "two", "three"]) talk.ada.messages.feed(talk.id).send(text);
  await expectSeen(talk, "two", "three");
  const [refused] = talk.ada.client.outbox.state.get();
  expect(refused).toMatchObject({ state: "refused", draft: { text: "refused" } });
  talk.ada.messages.feed(talk.id).retry(refused?.draft.clientId ?? "");
  await expectSeen(talk, "two", "three", "refused");
});

test("SEAL-23 one thrown away before it was stored leaves no gap", async () => {
  const talk = await makeTalk({ accepted: true });
  const { ada, id } = talk;
  refuse(talk, ...Array<"storage_full">(9).fill("storage_full"));
  for (const text of ["away", "two", "three"]) ada.messages.feed(id).send(text);
  await quiet(talk);
  ada.messages.feed(id).discard(ada.client.outbox.state.get()[0]?.draft.clientId ?? "");
  talk.place.server.refusals.clear();
  ada.client.outbox.resume();
  for (let second = 0; second < 20; second++) {
    await talk.place.clock.pass(1_000);
    await quiet(talk);
  }
  await expectSeen(talk, "two", "three");
});

test("SEAL-23 where the storage fails, one thrown away is back after a reload, so that nobody misses anything", async () => {
  const outboxStorage = memoryOutbox();
  const talk = await makeTalk({ accepted: true, outboxStorage });
  const { id, place } = talk;
  await talk.ada.client.close();
  talk.ada.messages.close();
  let isBroken = false;
  const storage: PrivateStorage = {
    async open(person) {
      const drawer = await talk.ada.storage.open(person);
      const change: typeof drawer.change = (...what) =>
        isBroken ? Promise.reject(new Error("broken")) : drawer.change(...what);
      return { ...drawer, change };
    },
  };
  const ada = await makeSide(talk, place.ada, storage, { outboxStorage });
  await quiet(talk);
  refuse(talk, ...Array<"storage_full">(9).fill("storage_full"));
  for (const text of ["away", "two", "three"]) ada.messages.feed(id).send(text);
  await quiet(talk);
  isBroken = true;
  ada.messages.feed(id).discard(ada.client.outbox.state.get()[0]?.draft.clientId ?? "");
  await quiet(talk);
  expect(ada.client.outbox.state.get().map(({ draft }) => draft.text)).toEqual(["two", "three"]);
  isBroken = false;
  await ada.client.close();
  ada.messages.close();
  place.server.refusals.clear();
  const again = await makeSide(talk, place.ada, storage, { outboxStorage });
  await expectSeen({ ...talk, ada: again }, "away", "two", "three");
});

test("SEAL-23 one thrown away that was stored after all is found in the log, and keeps its number", async () => {
  const talk = await makeTalk({ accepted: true });
  const { ada, id, place } = talk;
  ada.messages.feed(id).send("stored");
  while (place.server.room(id).messages.length < 2) await quiet({ sides: [onlyUp(ada)] });
  ada.network.isDown = true;
  ada.network.wire.cut();
  await quiet(talk);
  ada.messages.feed(id).send("next");
  ada.messages.feed(id).discard(ada.client.outbox.state.get()[0]?.draft.clientId ?? "");
  ada.network.isDown = false;
  ada.client.connection.retryNow();
  await expectSeen(talk, "stored", "next");
});

test("SEAL-23 a lost connection, an error that passes, a restart: the chain is whole", async () => {
  const talk = await makeTalk({ accepted: true });
  const { ada, id, place } = talk;
  place.server.disk.isHeld = true;
  for (const text of ["one", "two"]) ada.messages.feed(id).send(text);
  await quiet(talk);
  place.server.disk.commit({ code: "storage_full", message: "" });
  await quiet(talk);
  await place.clock.pass(1_000);
  await quiet(talk);
  place.server.restart();
  ada.network.wire.cut();
  ada.client.connection.retryNow();
  talk.bo.network.wire.cut();
  talk.bo.client.connection.retryNow();
  place.server.disk.isHeld = false;
  await expectSeen(talk, "one", "two");
});

test("SEAL-22 where another tab was quicker, what was written after a text is not sealed before it", async () => {
  const storage = memoryPrivateStorage();
  const id = "0123456789ab";
  const tab = async () =>
    new SealingLane(id, {
      call: () => Promise.reject(new Error("not asked")),
      drawer: await storage.open("ada"),
      self: () => "ada",
      envelope: ({ text }, n) => Promise.resolve({ wire: `${n}: ${text}`, hash: text, isKnock: false }),
      overtaken: () => {},
    });
  const draft = (text: string) => ({ channelId: id, clientId: text, text, at: 1, isPrivate: true });
  const [left, right] = [await tab(), await tab()];
  for (const lane of [left, right]) await lane.load();
  const all = (lane: SealingLane, ...texts: string[]) => Promise.all(texts.map((text) => lane.seal(draft(text))));
  expect(await all(right, "zero")).toEqual(["1: zero"]);
  expect(await all(left, "one", "two", "three")).toEqual([undefined, undefined, undefined]);
  expect(await all(left, "one", "two", "three")).toEqual(["2: one", "3: two", "4: three"]);
});

test("SEAL-22 a device whose memory was put back goes on where its chain stands in the log", async () => {
  const talk = await makeTalk({ accepted: true });
  const { ada, id } = talk;
  const drawer = await ada.storage.open(ada.client.session.personId ?? "");
  const lane = await drawer.get(`lane/${id}`);
  for (const text of ["one", "two"]) ada.messages.feed(id).send(text);
  await quiet(talk);
  await drawer.change([], () => [[`lane/${id}`, lane]]);
  const again = await makeSide(talk, talk.place.ada, ada.storage);
  again.messages.feed(id).open();
  await quiet(talk);
  again.messages.feed(id).send("three");
  await expectSeen({ ...talk, ada: again }, "one", "two", "three");
});

/** The same side while nothing comes down to it. */
function onlyUp(side: Side): Side {
  const network = { up: () => side.network.up(), down: () => Promise.resolve(false) };
  return { ...side, network: network as Side["network"] };
}
