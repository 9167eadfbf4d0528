import { expect, test } from "vitest";
import { WebSocket } from "ws";
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

test("CON-8 a polling request from a foreign page is refused with 403", async () => {
  await using server = await testServer();
  const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
    headers: { origin: "http://evil.example", cookie: "parlor=one" },
  });
  expect(answer.status).toBe(403);
});

test("CON-9 one address gets so many sockets and no more", async () => {
  await using server = await testServer({ SOCKETS_PER_ADDRESS: "3" });
  for (const _socket of [1, 2, 3]) await openPolling(server.url);
  expect((await poll(server.url)).status).toBe(403);
});

test("CON-9 one address that opens and drops sockets without end has to wait, though none of them is open", async () => {
  await using server = await testServer({ SOCKETS_PER_ADDRESS: "3" });
  const opens = async () => {
    const first = await openPolling(server.url).catch(() => "");
    // Engine.IO's packet type 1 is "close".
    if (first !== "") {
      const address = `${server.url}/socket.io/?EIO=4&transport=polling&sid=${first}`;
      await fetch(address, { method: "POST", body: "1" });
    }
    return first !== "";
  };
  let opened = 0;
  while (opened < 100 && (await opens())) opened += 1;
  expect(opened).toBeGreaterThanOrEqual(12);
  expect(opened).toBeLessThan(100);
});

test("a transport that is switched off is not offered", async () => {
  await using server = await testServer({ TRANSPORTS: "websocket" });
  expect((await poll(server.url)).status).toBe(400);
});

/** What an upgrade comes to: the status it is refused with, or how it ends. */
function upgrade(url: string, sid: string, headers: Record<string, string>): Promise<number | "open"> {
  const socket = new WebSocket(
    `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket${sid && `&sid=${sid}`}`,
    { headers },
  );
  return new Promise((resolve) => {
    socket.on("open", () => {
      socket.terminate();
      resolve("open");
    });
    socket.on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0));
    socket.on("error", () => undefined);
  });
}

test("CON-8 an upgrade from a foreign page is refused with 403, our own page gets in", async () => {
  await using server = await testServer();
  const cookie = "parlor=one";
  expect(await upgrade(server.url, "", { cookie, origin: "http://evil.example" })).toBe(403);
  expect(await upgrade(server.url, "", { cookie, origin: "null" })).toBe(403);
  expect(await upgrade(server.url, "", { cookie })).toBe(403);
  expect(await upgrade(server.url, "", { cookie, origin: server.url })).toBe("open");
});

test("CON-8 a polling sid cannot be upgraded with another cookie", async () => {
  await using server = await testServer();
  const sid = await openPolling(server.url, "parlor=one");
  expect(await upgrade(server.url, sid, { cookie: "parlor=another", origin: server.url })).toBe(403);
  expect(await upgrade(server.url, sid, { cookie: "parlor=one", origin: server.url })).toBe("open");
});

test("CON-9 a polling connection may try a few times to become a WebSocket, and not without end", async () => {
  await using server = await testServer();
  const sid = await openPolling(server.url);
  const tries: (number | "open")[] = [];
  for (let n = 0; n < 5; n += 1) tries.push(await upgrade(server.url, sid, {}));
  expect(tries).toEqual(["open", "open", "open", 403, 403]);
  expect((await poll(server.url)).status).toBe(200);
});
