import { expect, test } from "vitest";
import { ParlorClient } from "./parlor-client.ts";
import { HandNetwork } from "./testing/hand-network.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import { ModelServer } from "./testing/model-server.ts";
import { makeLivePlace } from "./testing/place.ts";
import type { Transport } from "./transport.ts";

function browser() {
  const server = new ModelServer();
  const network = new HandNetwork(server);
  const client = new ParlorClient({ transport: network, clock: new ManualClock() });
  return { server, network, client };
}

test("a first visit has no session, and hangs up rather than being closed", async () => {
  const { network, client } = browser();
  client.start();
  expect(client.session.state.get().is).toBe("unknown");
  await network.flush();
  expect(client.session.state.get().is).toBe("none");
  expect(client.connection.state.get().is).toBe("idle");
});

test("a name makes a session over HTTP, and the socket connects again so that the cookie counts", async () => {
  const { network, client } = browser();
  client.start();
  await network.flush();
  const started = client.session.start("Ada");
  await network.flush();
  expect(await started).toMatchObject({ ok: true, value: { person: { name: "Ada" } } });
  expect(client.session.state.get()).toMatchObject({ is: "self", self: { person: { name: "Ada" } } });
  expect(client.connection.state.get().is).toBe("connected");
  expect(network.wires).toHaveLength(2);
});

test("the channels are there after the name step even where no socket gets through", async () => {
  const { network, client } = browser();
  client.start();
  await network.flush();
  void client.session.start("Ada");
  await network.up();
  network.wire.cut();
  await network.up();
  expect(client.channels.state.get()).toMatchObject({ status: "ready", channels: [{ name: "general" }] });
});

test("a return visit is known by HTTP while the socket is still connecting", async () => {
  const { server, network, client } = browser();
  network.cookie = server.makePerson("Ada");
  client.start();
  await network.up();
  expect(client.session.state.get().is).toBe("self");
  expect(client.connection.state.get().is).toBe("connecting");
  await network.up();
  expect(client.channels.state.get()).toMatchObject({ status: "ready", channels: [{ name: "general" }] });
});

test("outside browsers a name gets a token, and the socket uses it", async () => {
  const server = new ModelServer();
  const network = new HandNetwork(server);
  const client = new ParlorClient({ url: "http://test", transport: network, clock: new ManualClock() });
  client.start();
  expect(client.session.state.get().is).toBe("none");
  const started = client.session.start("Bot");
  await network.flush();
  expect(await started).toMatchObject({ ok: true, value: { token: "token of Bot" } });
  expect(network.wire.seat.token).toBe("token of Bot");
  expect(client.connection.state.get().is).toBe("connected");
});

test("a session ended elsewhere is lost, and so is a token that the server refuses", async () => {
  const one = await makeLivePlace();
  one.network.wire.listener.event("session.ended", {});
  expect(one.client.session.state.get().is).toBe("lost");
  expect(one.client.connection.state.get().is).toBe("idle");
  const other = await makeLivePlace();
  other.network.wire.cut();
  other.client.connection.retryNow();
  other.network.wire.cut({ code: "unauthenticated", message: "" });
  expect(other.client.connection.state.get()).toMatchObject({ is: "refused", error: { code: "unauthenticated" } });
  expect(other.client.session.state.get().is).toBe("lost");
});

test("a session that ends itself is not lost", async () => {
  const { client, network } = await makeLivePlace();
  const ended = client.session.end();
  network.wire.listener.event("session.ended", {});
  await network.flush();
  await ended;
  expect(client.session.state.get().is).toBe("none");
  expect(client.connection.state.get().is).toBe("idle");
});

test("a rename shows in the session and the directory, whichever tab it came from", async () => {
  const { client, network, server, ada } = await makeLivePlace();
  const renamed = client.session.rename("Ada L.");
  await network.flush();
  expect((await renamed).ok).toBe(true);
  expect(client.session.state.get()).toMatchObject({ self: { person: { name: "Ada L.", rev: 2 } } });
  server.rename(ada, "Countess");
  await network.flush();
  expect(client.session.state.get()).toMatchObject({ self: { person: { name: "Countess", rev: 3 } } });
  network.wire.listener.event("person.renamed", {
    person: { ...client.people.get(client.session.personId ?? ""), name: "old", rev: 1 },
  });
  expect(client.session.state.get()).toMatchObject({ self: { person: { name: "Countess" } } });
});

test("CON-10 a page at an address that is not the server's stops trying, whatever the socket said before", async () => {
  const { network } = browser();
  const error = { code: "origin_refused", message: "", address: "https://chat.example.org/" } as const;
  const transport: Transport = {
    open: (...wanted) => network.open(...wanted),
    post: async () => ({ ok: false, error }),
  };
  const clock = new ManualClock();
  const client = new ParlorClient({ transport, clock });
  client.start();
  await network.flush();
  await clock.pass(60_000);
  expect(client.connection.state.get()).toEqual({ is: "refused", error });
  expect(network.wires).toHaveLength(1);
  expect(clock.waiting).toEqual([]);
});

test("SES-4 a page that stays open asks over HTTP once a day, so that its cookie is renewed", async () => {
  const server = new ModelServer();
  const network = new HandNetwork(server);
  const clock = new ManualClock();
  const client = new ParlorClient({ transport: network, clock });
  network.cookie = server.makePerson("Ada");
  client.start();
  await network.flush();
  const asked = () => server.log.filter(({ name }) => name === "session.current").length;
  const once = asked();
  const isBack = async (): Promise<void> => {
    // In steps that are shorter than an attempt may take, so that each is answered.
    for (let waited = 0; waited < 60_000; waited += 2_000) {
      await clock.pass(2_000);
      await network.flush();
    }
    expect(client.connection.state.get().is).toBe("connected");
  };
  network.wire.cut();
  await isBack();
  expect(asked()).toBe(once);
  await clock.pass(24 * 60 * 60_000);
  network.wire.cut();
  await isBack();
  expect(asked()).toBe(once + 1);
});

test("SES-6 a start that was refused for want of a cookie asks for one, and tries once more", async () => {
  const { server, network, client } = browser();
  client.start();
  await network.flush();
  const blocked = { code: "cookies_blocked", message: "" } as const;
  server.refusals.set("session.start", [blocked]);
  const second = client.session.start("Ada");
  await network.flush();
  expect(await second).toMatchObject({ ok: true });
  const names = server.log.map(({ name }) => name);
  expect(names.slice(names.indexOf("session.start")).slice(0, 3)).toEqual([
    "session.start",
    "place.about",
    "session.start",
  ]);
});

test("SES-7 a start whose answer was lost is repeated with the same `once`; the next person's start has another", async () => {
  const { server, network, client } = browser();
  client.start();
  await network.flush();
  server.refusals.set("session.start", [{ code: "unavailable", message: "" }]);
  for (const name of ["Ada", "Ada"]) {
    void client.session.start(name);
    await network.flush();
  }
  void client.session.end();
  await network.flush();
  void client.session.start("Bo");
  await network.flush();
  const starts = server.log.filter(({ name }) => name === "session.start");
  const [first, repeat, other] = starts.map(({ input }) => (input as { once: string }).once);
  expect(first).toMatch(/^[\w-]{43}$/);
  expect(repeat).toBe(first);
  expect(other).toMatch(/^[\w-]{43}$/);
  expect(other).not.toBe(first);
});
