import * as fc from "fast-check";
import { expect, test } from "vitest";
import { general, makeLivePlace, type Place } from "./testing/place.ts";
import { settled } from "./testing/settled.ts";

interface Sent {
  text: string;
  clientId: string;
  after?: string;
}

/** What reached the server, each with the text of the message it names. */
function sends({ server }: Place): string[] {
  const all = server.log.flatMap(({ name, input }) => (name === "message.send" ? [input as Sent] : []));
  const textOf = new Map(all.map(({ clientId, text }) => [clientId, text]));
  return all.map(({ text, after }) => (after === undefined ? text : `${text} after ${textOf.get(after)}`));
}

function stored({ server }: Place): string[] {
  return server.room(general).messages.map(({ text }) => text);
}

function send({ client }: Place, ...texts: string[]): string[] {
  return texts.map((text) => client.outbox.send(general, text));
}

/** Everything that waits to go up goes up; nothing comes down. */
async function allUp({ network }: Place): Promise<void> {
  while (await network.up());
}

test("CLI-1 a channel's messages are under way together, each naming the one before it; channels do not wait for each other", async () => {
  const place = await makeLivePlace();
  send(place, "one", "two");
  place.client.outbox.send(place.server.makeChannel("other").id, "elsewhere");
  await allUp(place);
  expect(sends(place)).toEqual(["one", "two after one", "elsewhere"]);
  await place.network.flush();
  expect(place.client.outbox.state.get()).toEqual([]);
});

test("CLI-1 eight are under way and no more; each ack lets one follow", async () => {
  const place = await makeLivePlace();
  send(place, ..."abcdefghij");
  await allUp(place);
  expect(sends(place)).toHaveLength(8);
  await place.network.down();
  await allUp(place);
  expect(sends(place).at(-1)).toBe("i after h");
  await place.network.flush();
  expect(stored(place)).toEqual([..."abcdefghij"]);
  expect(sends(place)).toHaveLength(10);
});

test("CLI-1 a message names no other once all before it are answered", async () => {
  const place = await makeLivePlace();
  send(place, "one");
  await place.network.flush();
  send(place, "two");
  await place.network.flush();
  expect(sends(place)).toEqual(["one", "two"]);
});

test("CLI-6 when one in the middle fails, those behind it wait for it", async () => {
  const place = await makeLivePlace();
  const { server, network, clock, client } = place;
  server.disk.isHeld = true;
  send(place, "one", "two", "three");
  await network.up();
  server.refusals.set("message.send", [{ code: "rate_limited", message: "", retryAfterMs: 3_000 }]);
  await allUp(place);
  server.disk.commit();
  await network.flush();
  expect(stored(place)).toEqual(["one"]);
  expect(client.outbox.state.get()).toMatchObject([
    { state: "queued", draft: { text: "two" }, error: { code: "rate_limited" } },
    { state: "queued", draft: { text: "three" } },
  ]);
  server.disk.isHeld = false;
  await clock.pass(2_999);
  await network.flush();
  expect(stored(place)).toEqual(["one"]);
  await clock.pass(1);
  await network.flush();
  expect(stored(place)).toEqual(["one", "two", "three"]);
});

test("CLI-6 a failed commit is one failure, however many were in it, and out_of_order is never shown", async () => {
  const place = await makeLivePlace({ random: () => 1 });
  const { server, network, clock, client } = place;
  server.disk.isHeld = true;
  send(place, "one", "two", "three");
  await allUp(place);
  server.disk.commit({ code: "storage_full", message: "" });
  await network.flush();
  const errors = client.outbox.state.get().map((each) => ("error" in each ? each.error?.code : undefined));
  expect(errors).toEqual(["storage_full", undefined, undefined]);
  server.disk.isHeld = false;
  // One step of the backoff, not three.
  await clock.pass(500);
  await network.flush();
  expect(stored(place)).toEqual(["one", "two", "three"]);
});

test("CLI-6 a server that said no is tried with one message, then two, then with as many as before", async () => {
  const place = await makeLivePlace({ random: () => 1 });
  const { server, network, clock } = place;
  server.disk.isHeld = true;
  send(place, ..."abcdefgh");
  await allUp(place);
  server.disk.commit({ code: "storage_full", message: "" });
  await network.flush();
  await clock.pass(500);
  const tried = [];
  while (stored(place).length < 8) {
    const before = sends(place).length;
    await network.flush();
    tried.push(sends(place).length - before);
    server.disk.commit();
  }
  expect(tried).toEqual([1, 2, 5]);
  expect(stored(place)).toEqual([..."abcdefgh"]);
});

test("CLI-6 behind one that is refused for good the rest goes on at once, in order", async () => {
  const place = await makeLivePlace();
  const { server, network, client } = place;
  server.refusals.set("message.send", [{ code: "bad_request", message: "no" }]);
  send(place, "bad", "two", "three");
  await network.flush();
  expect(stored(place)).toEqual(["two", "three"]);
  expect(client.outbox.state.get()).toMatchObject([{ state: "refused", draft: { text: "bad" } }]);
});

test("CLI-1 after a lost connection the unanswered ones are sent again in order, and land once", async () => {
  const place = await makeLivePlace();
  const { network, client } = place;
  send(place, "one", "two", "three");
  await network.up();
  await network.up();
  network.wire.cut();
  await settled();
  client.connection.retryNow();
  await network.flush();
  expect(stored(place)).toEqual(["one", "two", "three"]);
  expect(client.outbox.state.get()).toEqual([]);
});

test("CLI-1 an ack that comes after a later message failed still counts, once", async () => {
  const place = await makeLivePlace({ random: () => 1 });
  const { server, network, clock, client } = place;
  server.disk.isHeld = true;
  send(place, "one", "two");
  await network.up();
  server.refusals.set("message.send", [{ code: "internal", message: "" }]);
  await network.flush();
  expect(client.outbox.state.get()).toMatchObject([{ state: "queued" }, { state: "queued" }]);
  // The first is tried again while its first try is still under way.
  await clock.pass(500);
  await allUp(place);
  server.disk.isHeld = false;
  server.disk.commit();
  await network.flush();
  expect(sends(place)).toEqual(["one", "two after one", "one", "two"]);
  expect(stored(place)).toEqual(["one", "two"]);
  expect(client.outbox.sent.get().get(general)).toEqual([1, 2]);
  expect(client.outbox.state.get()).toEqual([]);
});

test("CLI-1 one thrown away while under way holds nothing back", async () => {
  const place = await makeLivePlace();
  const [, second = ""] = send(place, "one", "two", "three");
  place.client.outbox.discard(second);
  await place.network.flush();
  expect(stored(place).filter((text) => text !== "two")).toEqual(["one", "three"]);
  expect(place.client.outbox.state.get()).toEqual([]);
});

const trouble = fc.constantFrom("send", "up", "down", "commit", "fail", "limit", "cut", "restart", "lose", "pass");

/** The texts that are stored after trouble of every kind, and those that were sent. */
async function afterTrouble(what: string[], keepsOrder: boolean): Promise<{ stored: string[]; sent: string[] }> {
  const place = await makeLivePlace();
  const { server, network, clock } = place;
  server.disk.isHeld = true;
  server.disk.keepsOrder = keepsOrder;
  const sent: string[] = [];
  const happen: Record<string, () => unknown> = {
    send: () => send(place, sent[sent.push(`${sent.length}`) - 1] ?? ""),
    up: () => network.up(),
    down: () => network.down(),
    commit: () => server.disk.commit(),
    fail: () => server.disk.commit({ code: "storage_full", message: "" }),
    limit: () => server.refusals.set("message.send", [{ code: "rate_limited", message: "", retryAfterMs: 900 }]),
    cut: () => network.wire.cut(),
    restart: () => (server.restart(), network.wire.cut()),
    lose: () => network.wire.down.shift(),
    pass: () => clock.pass(1_500),
  };
  for (const each of what) await happen[each]?.();
  server.disk.isHeld = false;
  server.disk.commit();
  for (let second = 0; second < 40; second++) {
    await network.flush();
    await clock.pass(1_000);
  }
  return { stored: stored(place), sent };
}

const troubles = fc.array(trouble, { maxLength: 60, size: "max" });

test("CLI-1 whatever fails under way, everything sent is stored once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(troubles, async (what) => {
      const { stored: inPlace, sent } = await afterTrouble(what, true);
      expect(inPlace).toEqual(sent);
    }),
    { numRuns: 500 },
  );
}, 60_000);

test("CLI-1 control: the same trouble brings disorder where the server does not look at what a message follows", async () => {
  const run = fc.check(
    fc.asyncProperty(troubles, async (what) => {
      const { stored: inPlace, sent } = await afterTrouble(what, false);
      expect(inPlace).toEqual(sent);
    }),
    { numRuns: 1_000, endOnFailure: true },
  );
  expect((await run).failed).toBe(true);
}, 60_000);
