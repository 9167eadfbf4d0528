import { expect, test } from "vitest";
import { makeLivePlace, makePlace } from "./testing/place.ts";

test("a connection counts once the server greets", async () => {
  const { client, network } = makePlace();
  client.start();
  expect(client.connection.state.get().is).toBe("connecting");
  await network.up();
  expect(client.connection.state.get().is).toBe("connecting");
  await network.down();
  expect(client.connection.state.get().is).toBe("connected");
});

test("CLI-5 tries again with full jitter, from a range that grows with the time away, until it is back", async () => {
  const { client, network, clock } = await makeLivePlace({ random: () => 1 });
  await clock.pass(60_000);
  network.isDown = true;
  network.wire.cut();
  const waits: number[] = [];
  for (let attempt = 0; attempt < 9; attempt++) {
    const state = client.connection.state.get();
    if (state.is !== "waiting") throw new Error(state.is);
    waits.push(state.retryAt - clock.now());
    network.isDown = waits.length < 8;
    await clock.pass(state.retryAt - clock.now());
    await network.flush();
    if (!network.isDown) break;
  }
  expect(waits).toEqual([500, 500, 1_000, 2_000, 4_000, 4_000, 4_000, 4_000]);
  expect(client.connection.state.get().is).toBe("connected");
});

test("CLI-5 a connection that breaks as soon as it is up does not narrow the range", async () => {
  const { client, network, clock } = await makeLivePlace({ random: () => 1 });
  for (let flap = 0; flap < 8; flap++) {
    network.wire.cut();
    client.connection.retryNow();
    await clock.pass(1_000);
    await network.flush();
  }
  network.wire.cut();
  expect(client.connection.state.get()).toMatchObject({ is: "waiting", retryAt: clock.now() + 4_000 });
});

test("CLI-5 waits at least as long as a draining server asks, also when woken", async () => {
  const { client, network, clock, wake } = await makeLivePlace();
  network.wire.listener.event("server.draining", { retryAfterMs: 2_500 });
  network.wire.cut();
  await clock.pass(2_400);
  wake();
  expect(client.connection.state.get().is).toBe("waiting");
  await clock.pass(100);
  await network.flush();
  expect(client.connection.state.get().is).toBe("connected");
});

test("CLI-5 tries soon again when a draining server takes a little longer than it said", async () => {
  const { client, network, clock } = await makeLivePlace({ random: () => 1 });
  await clock.pass(5_000);
  network.wire.listener.event("server.draining", { retryAfterMs: 2_500 });
  network.wire.cut();
  await clock.pass(2_500);
  network.wire.cut();
  expect(client.connection.state.get()).toMatchObject({ is: "waiting", retryAt: clock.now() + 250 });
  await clock.pass(250);
  await network.flush();
  await clock.pass(5_000);
  network.wire.cut();
  expect(client.connection.state.get()).toMatchObject({ is: "waiting", retryAt: clock.now() + 500 });
});

test("CLI-5 waits at least as long as a refusal asks", async () => {
  const { client, network, clock } = makePlace({ random: () => 0 });
  client.start();
  network.wire.cut({ code: "rate_limited", message: "", retryAfterMs: 4_000 });
  await clock.pass(3_900);
  expect(client.connection.state.get().is).toBe("waiting");
  await clock.pass(100);
  expect(client.connection.state.get().is).toBe("connecting");
});

test("CLI-5 tries at once when woken, and when somebody asks for it", async () => {
  const { client, network, wake } = await makeLivePlace({ random: () => 1 });
  network.wire.cut();
  wake();
  expect(client.connection.state.get().is).toBe("connecting");
  network.wire.cut();
  client.connection.retryNow();
  await network.flush();
  expect(client.connection.state.get().is).toBe("connected");
});

test("CLI-5 a wake gives up an attempt that hangs on the old network, not one that just began", async () => {
  const { client, network, clock, wake } = makePlace();
  client.start();
  wake();
  expect(network.wires).toHaveLength(1);
  await clock.pass(2_000);
  wake();
  expect(network.wires).toHaveLength(2);
});

test("CLI-5 a socket that died in its sleep is found by the wake", async () => {
  const { client, network, clock, wake } = await makeLivePlace();
  wake();
  await network.flush();
  await clock.pass(4_000);
  expect(network.wires).toHaveLength(1);
  wake();
  network.wire.up.length = 0;
  await clock.pass(4_000);
  expect(client.connection.state.get().is).not.toBe("connected");
});

test("CLI-5 a network that is said to be gone takes the silent socket with it, and its return brings a new one", async () => {
  const { client, network, clock, lose, wake } = await makeLivePlace({ random: () => 1 });
  const cut = client.call("channel.list", {});
  const since = clock.now();
  network.isDown = true;
  lose();
  expect(network.wire.isOpen).toBe(false);
  expect(client.connection.state.get()).toMatchObject({ is: "waiting", since });
  expect(await cut).toMatchObject({ ok: false, error: { code: "unavailable" } });
  lose();
  network.isDown = false;
  wake();
  await network.flush();
  expect(client.connection.state.get().is).toBe("connected");
});

test("CLI-5 a server that needs no network is found again without a wake", async () => {
  const { client, network, clock, lose } = await makeLivePlace();
  lose();
  await clock.pass(500);
  await network.flush();
  expect(client.connection.state.get().is).toBe("connected");
});

test("an attempt without a greeting is given up after 10 s", async () => {
  const { client, clock } = makePlace();
  client.start();
  await clock.pass(10_000);
  expect(client.connection.state.get().is).toBe("waiting");
});

test("CLI-5 after an attempt that hung the other transport goes first, after one that failed the same", async () => {
  const { client, network, clock } = makePlace({ random: () => 0 });
  client.start();
  await clock.pass(10_000);
  network.wire.cut();
  await clock.pass(10_000);
  expect(network.tried).toEqual(["websocket", "polling", "polling", "websocket"]);
});

test("`since` tells when the connection was last good", async () => {
  const { client, network, clock } = await makeLivePlace({ random: () => 1 });
  await clock.pass(60_000);
  const since = clock.now();
  network.isDown = true;
  network.wire.cut();
  expect(client.connection.state.get()).toMatchObject({ is: "waiting", since });
  await clock.pass(500);
  expect(client.connection.state.get()).toMatchObject({ is: "connecting", since });
});

test("a late event of an old socket changes nothing", async () => {
  const { client, network } = await makeLivePlace();
  const old = network.wire;
  old.cut();
  client.connection.retryNow();
  await network.flush();
  old.listener.event("session.ended", {});
  old.listener.down();
  expect(client.connection.state.get().is).toBe("connected");
  expect(client.session.state.get().is).toBe("self");
});

test("a call without an answer in time, or cut off, is unavailable", async () => {
  const { client, network, clock } = await makeLivePlace();
  const late = client.call("channel.list", {});
  network.wire.up.length = 0;
  await clock.pass(10_000);
  expect(await late).toMatchObject({ ok: false, error: { code: "unavailable" } });
  const cut = client.call("channel.list", {});
  network.wire.cut();
  expect(await cut).toMatchObject({ ok: false, error: { code: "unavailable" } });
});

test("a refusal that no waiting mends ends the trying", async () => {
  const { client, network, clock, wake } = makePlace();
  client.start();
  network.wire.cut({ code: "upgrade_required", message: "" });
  wake();
  await clock.pass(60_000);
  expect(client.connection.state.get()).toMatchObject({ is: "refused", error: { code: "upgrade_required" } });
  expect(network.wires).toHaveLength(1);
});

test("close leaves no timer behind", async () => {
  const { client, network, clock } = await makeLivePlace();
  client.feed("0".repeat(12)).open();
  client.feed("0".repeat(12)).send("hello");
  network.wire.cut();
  await client.close();
  expect(clock.waiting).toEqual([]);
  expect(client.connection.state.get().is).toBe("closed");
});
