import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { testServer, type TestServer } from "../testing/test-server.ts";

async function arrives(server: TestServer, displayName: string): Promise<Socket> {
  const socket = io(server.url, { transports: ["websocket"], reconnection: false, forceNew: true });
  onTestFinished(() => void socket.disconnect());
  await socket.emitWithAck("session.start", { displayName, keep: "token" });
  return socket;
}

/** Keeps the event loop, which the server of this test shares, from everything else. */
function holdLoop(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** How long a busy machine may take to bring the server into a state: its load measurement looks four times a second. */
const patience = { timeout: 15_000 };

test("PRES-2 while the server is behind, typing is answered and told to nobody; messages go on", async () => {
  await using server = await testServer({ METRICS_PORT: "0", RATE_PRESENCE: "1000/1000" });
  const [ada, bo] = [await arrives(server, "Ada"), await arrives(server, "Bo")];
  const { value } = await ada.emitWithAck("channel.list", {});
  const channelId: string = value.channels[0].id;
  const heard: string[] = [];
  bo.onAny((name: string) => heard.push(name));
  for (const socket of [ada, bo]) await socket.emitWithAck("channel.view", { channelId });
  const told = () => heard.filter((name) => name === "presence.typing").length;
  const shed = async () => (await server.metrics())["parlor_typing_shed_total"] ?? 0;
  let typed = 0;
  /** Resolves once Bo has heard of it, if anybody does: the answer to Bo leaves after the notice. */
  const types = async () => {
    typed += 1;
    expect(await ada.emitWithAck("presence.typing", { channelId, typing: true })).toMatchObject({ ok: true });
    await bo.emitWithAck("session.current", {});
  };

  // A machine that is busy with other things may hold the loop too, so each state is waited for.
  await expect.poll(() => types().then(told), patience).toBeGreaterThan(0);
  const shedBefore = await shed();
  const typesBehind = async () => {
    // One look ends where the held time begins, the next one where it ends.
    for (let look = 0; look < 2; look += 1) {
      holdLoop(300);
      await types();
    }
    return shed();
  };
  await expect.poll(typesBehind, patience).toBeGreaterThan(shedBefore);
  const draft = { channelId, clientId: "01890000-0000-7000-8000-000000000001", text: "through all" };
  expect(await ada.emitWithAck("message.send", draft)).toMatchObject({ ok: true });
  await bo.emitWithAck("session.current", {});
  expect(heard.filter((name) => name === "message.new")).toHaveLength(1);
  // Each notice is either told or shed. None is lost on the way: Bo has read everything before Ada types again.
  expect(told()).toBe(typed - (await shed()));
});
