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
  expect(ended.headers.get("set-cookie")).toMatch(/^parlor=;.*Max-Age=0/);
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
  const failure = await new Promise<Error & { data?: unknown }>((resolve) => socket.on("connect_error", resolve));
  expect(failure.data).toMatchObject({ code: "rate_limited" });
});
