import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

const poll = (url: string, sid = "", cookie = "") =>
  fetch(`${url}/socket.io/?EIO=4&transport=polling${sid && `&sid=${sid}`}`, {
    headers: cookie ? { cookie, origin: url } : {},
  });

async function openPolling(url: string, cookie = ""): Promise<string> {
  const opened = await (await poll(url, "", cookie)).text();
  return (JSON.parse(opened.slice(1)) as { sid: string }).sid;
}

test("CON-8 a polling sid is of no use without the cookie that opened it", async () => {
  await using server = await testServer();
  const sid = await openPolling(server.url, "parlor=one");
  expect((await poll(server.url, sid, "parlor=another")).status).toBe(403);
  expect((await poll(server.url, sid)).status).toBe(403);
  const push = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, {
    method: "POST",
    body: "40",
    headers: { cookie: "parlor=one", origin: server.url },
  });
  expect(push.status).toBe(200);
});

test("CON-8 an upgrade from a foreign page is refused with 403", async () => {
  await using server = await testServer();
  const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
    headers: { origin: "http://evil.example" },
  });
  expect(answer.status).toBe(403);
});

test("one address gets so many sockets and no more", async () => {
  await using server = await testServer({ SOCKETS_PER_ADDRESS: "3" });
  for (const _socket of [1, 2, 3]) await openPolling(server.url);
  expect((await poll(server.url)).status).toBe(403);
});

test("a transport that is switched off is not offered", async () => {
  await using server = await testServer({ TRANSPORTS: "websocket" });
  expect((await poll(server.url)).status).toBe(400);
});
