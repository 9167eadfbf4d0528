import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Server } from "socket.io";
import { afterEach, expect, test } from "vitest";
import { peaceful } from "../testing/peaceful.ts";
import { CoalescingEngine } from "./coalescing-engine.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A server, and a client on it that polls when told to. */
async function pollingClient() {
  const http = createServer();
  let cuts = 0;
  const engine = new CoalescingEngine({ perMessageDeflate: false }, () => (cuts += 1), peaceful);
  engine.attach(http, { path: "/socket.io" });
  const io = new Server({ serveClient: false });
  io.bind(engine);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  closing.push(() => (io.disconnectSockets(true), http.closeAllConnections(), http.close()));
  const door = `http://127.0.0.1:${(http.address() as AddressInfo).port}/socket.io/?EIO=4&transport=polling`;
  const { sid } = JSON.parse((await (await fetch(door)).text()).slice(1)) as { sid: string };
  const address = `${door}&sid=${sid}`;
  await fetch(address, { method: "POST", body: "40" });
  const poll = async (): Promise<string> => (await fetch(address)).text();
  await poll();
  /** A poll that has nothing to take yet; `begun` resolves once it has reached the server. */
  const waits = () => ({
    begun: new Promise((resolve) => http.once("request", resolve)),
    answer: fetch(address),
  });
  return { io, poll, waits, cuts: () => cuts };
}

test("CON-11 a poll that waits when the server closes fails, and none is told to close", async () => {
  const { io, waits } = await pollingClient();
  const waiting = waits();
  await waiting.begun;
  io.engine.close();
  const answer = await waiting.answer;
  expect(answer.status).toBe(503);
  expect(await answer.text()).toBe("");
});

const MEBIBYTE = 1_048_576;

test("R6 who polls gets one packet of any size, and what is small beside it", async () => {
  const { io, poll, cuts } = await pollingClient();
  io.emit("page", "p".repeat(2 * MEBIBYTE));
  io.emit("after", "a".repeat(MEBIBYTE / 2));
  expect((await poll()).length).toBeGreaterThan(2.5 * MEBIBYTE);
  io.emit("page", "p".repeat(2 * MEBIBYTE));
  expect((await poll()).length).toBeGreaterThan(2 * MEBIBYTE);
  expect(cuts()).toBe(0);
});

test("R6 who does not poll is closed once it is a mebibyte behind beside the largest packet", async () => {
  const { io, cuts } = await pollingClient();
  let sent = 0;
  for (; cuts() === 0 && sent < 100; sent += 1) io.emit("said", "s".repeat(MEBIBYTE / 16));
  expect(sent).toBeLessThanOrEqual(17);
  expect(io.sockets.sockets.size).toBe(0);
});
