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

test("PRES-2 while the server is behind, typing is answered and told to nobody; messages go on", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const [ada, bo] = [await arrives(server, "Ada"), await arrives(server, "Bo")];
  const { value } = await ada.emitWithAck("channel.list", {});
  const channelId: string = value.channels[0].id;
  const heard: string[] = [];
  bo.onAny((name: string) => heard.push(name));
  for (const socket of [ada, bo]) await socket.emitWithAck("channel.view", { channelId });
  const told = () => heard.filter((name) => name === "presence.typing").length;
  const shed = async () => (await server.metrics())["parlor_typing_shed_total"] ?? 0;
  let typed = 0;
  const types = () => {
    typed += 1;
    return ada.emitWithAck("presence.typing", { channelId, typing: true });
  };

  // A machine that is busy with other things may hold the loop too, at first.
  await expect
    .poll(async () => {
      await types();
      await bo.emitWithAck("session.current", {});
      return told();
    })
    .toBeGreaterThan(0);
  const shedBefore = await shed();
  // One look ends where the held time begins, the next one where it ends.
  holdLoop(300);
  await types();
  holdLoop(300);
  expect(await types()).toMatchObject({ ok: true });
  const draft = { channelId, clientId: "01890000-0000-7000-8000-000000000001", text: "through all" };
  expect(await ada.emitWithAck("message.send", draft)).toMatchObject({ ok: true });
  await bo.emitWithAck("session.current", {});
  expect(heard).toContain("message.new");
  expect(await shed()).toBeGreaterThan(shedBefore);
  expect(told()).toBeLessThanOrEqual(typed - (await shed()));
});
