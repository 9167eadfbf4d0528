import { connect } from "node:net";
import type { Answer } from "@parlor/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { testServer } from "../testing/test-server.ts";

/** A connection that speaks bare Engine.IO packets; resolves once the namespace is open. */
async function bare(url: string): Promise<{ socket: WebSocket; heard: string[]; until(part: string): Promise<void> }> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  const heard: string[] = [];
  socket.on("message", (data: Buffer) => heard.push(data.toString()));
  const until = (part: string) =>
    new Promise<void>((resolve) => {
      const look = () => heard.some((packet) => packet.includes(part)) && resolve();
      socket.on("message", look);
      look();
    });
  await until("sid");
  socket.send("40");
  await until("hello");
  return { socket, heard, until };
}

test("CON-5 an event whose name is a number is answered like any other, and hurts nobody", async () => {
  await using server = await testServer();
  const { socket, until } = await bare(server.url);
  socket.send("42[1]");
  await until("protocol.error");
  socket.send("427[2]");
  await until("unknown_command");
  socket.terminate();
  expect((await server.post("place.about", {})).status).toBe(200);
});

function anonymous(url: string): Socket {
  return io(url, { transports: ["websocket"], reconnection: false });
}

test("SES-3 two starts at once on one socket make one person", async () => {
  await using server = await testServer();
  const socket = anonymous(server.url);
  const start = (displayName: string): Promise<Answer<unknown>> =>
    socket.emitWithAck("session.start", { displayName, keep: "token" });
  const answers = await Promise.all([start("Ada"), start("Bo")]);
  expect(answers.map(({ ok }) => ok)).toEqual([true, false]);
  const other = anonymous(server.url);
  expect(await other.emitWithAck("session.start", { displayName: "Bo", keep: "token" })).toMatchObject({ ok: true });
  socket.close();
  other.close();
});

test("SES-2 ending a session takes the cookie back", async () => {
  await using server = await testServer();
  const origin = server.url;
  const started = await server.post("session.start", { displayName: "Ada", keep: "cookie" }, { origin });
  const cookie = started.headers.get("set-cookie")?.split(";")[0] ?? "";
  const ended = await server.post("session.end", {}, { origin, cookie });
  expect(ended.headers.get("set-cookie")).toMatch(/^parlor-[0-9a-f]{8}=;.*Max-Age=0/);
  expect((await server.post("session.current", {}, { origin, cookie })).status).toBe(401);
});

test("API-4 an address that keeps presenting wrong tokens has to wait, on both doors", async () => {
  await using server = await testServer({ RATE_OPEN: "3/0.1" });
  const wrong = { authorization: "Bearer nobodys" };
  for (const _try of [1, 2, 3]) expect((await server.post("session.current", {}, wrong)).status).toBe(401);
  const refused = await server.post("session.current", {}, wrong);
  expect(refused.status).toBe(429);
  expect(await refused.json()).toMatchObject({ error: { code: "rate_limited", retryAfterMs: expect.any(Number) } });
  const socket = io(server.url, { transports: ["websocket"], reconnection: false, auth: { token: "nobodys" } });
  // Not a refused namespace, after which a stock client would not try again (CON-11).
  socket.on("connect_error", ({ message }) => expect.unreachable(message));
  expect(await new Promise((resolve) => socket.io.once("close", resolve))).toBe("transport close");
});

test("API-4 a neighbour's guesses shut nobody out who was in before", async () => {
  await using server = await testServer({ RATE_OPEN: "3/0.1" });
  const started = await server.post("session.start", { displayName: "Ada", keep: "token" });
  const { value } = (await started.json()) as { value: { token: string } };
  const authorization = `Bearer ${value.token}`;
  expect((await server.post("session.current", {}, { authorization })).status).toBe(200);
  for (const _try of [1, 2, 3, 4]) await server.post("session.current", {}, { authorization: "Bearer nobodys" });
  expect((await server.post("session.current", {}, { authorization: "Bearer nobodys" })).status).toBe(429);
  expect((await server.post("session.current", {}, { authorization })).status).toBe(200);
});

test("CON-7 a socket that ends its session and goes at once leaves no other socket of it behind", async () => {
  await using server = await testServer();
  const first = anonymous(server.url);
  const { value } = await first.emitWithAck("session.start", { displayName: "Ada", keep: "token" });
  const options = { transports: ["websocket"], reconnection: false, auth: { token: value.token } };
  const second = io(server.url, options);
  await new Promise((resolve) => second.once("hello", resolve));
  const cut = new Promise((resolve) => second.once("disconnect", resolve));
  first.emit("session.end", {}, () => undefined);
  // The packet leaves before the connection does.
  first.io.engine.once("drain", () => first.close());
  await cut;
});

test("CON-3 a transport opens the namespace once, and ends when it leaves it", async () => {
  await using server = await testServer();
  for (const packet of ["40", "41"]) {
    const { socket } = await bare(server.url);
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.send(packet);
    await closed;
  }
});

test("CON-5 a flood of packets that no command is ends the connection", async () => {
  await using server = await testServer();
  const { socket } = await bare(server.url);
  const closed = new Promise((resolve) => socket.once("close", resolve));
  for (let packet = 0; packet < 200; packet += 1) socket.send('42["message.send"]');
  await closed;
});

test("CON-6 a request that never ends does not keep the server from stopping", async () => {
  const server = await testServer();
  const endless = connect(Number(new URL(server.url).port), "127.0.0.1");
  const head =
    "POST /api/v1/place.about HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{";
  endless.on("error", () => undefined);
  await new Promise<void>((resolve) => endless.write(head, () => resolve()));
  await server[Symbol.asyncDispose]();
  endless.destroy();
});

test("CON-7 what waits its turn behind the end of its session is not run", async () => {
  await using server = await testServer();
  const socket = anonymous(server.url);
  await socket.emitWithAck("session.start", { displayName: "Ada", keep: "token" });
  const ended = socket.emitWithAck("session.end", {});
  const creates = Array.from({ length: 8 }, (_, n) => socket.emitWithAck("channel.create", { name: `channel ${n}` }));
  expect(await ended).toMatchObject({ ok: true });
  const answers = (await Promise.all(creates)) as Answer<unknown>[];
  expect(answers.map((answer) => answer.ok || answer.error.code)).toEqual([
    ...Array.from({ length: 3 }, () => true),
    ...Array.from({ length: 5 }, () => "unauthenticated"),
  ]);
  socket.close();
});
