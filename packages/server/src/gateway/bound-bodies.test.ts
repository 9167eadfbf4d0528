import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { testServer } from "../testing/test-server.ts";
import { boundBodies } from "./bound-bodies.ts";

const POST = "POST /api/v1/place.about HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
const CHUNKED = `${POST}Transfer-Encoding: chunked\r\n\r\n`;
const BODY = "{      }";

/** A connection that has sent `head`; what it is answered comes when it ends. */
async function sending(url: string, head: string | Buffer, from = "127.0.0.1"): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", localAddress: from });
  socket.on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  socket.write(head);
  return socket;
}

const chunks = (body: string, size: number): string => {
  const pieces = body.match(new RegExp(`.{1,${size}}`, "gs")) ?? [];
  return pieces.map((piece) => `${piece.length.toString(16)}\r\n${piece}\r\n`).join("");
};

/** The status, the header Retry-After and the code of one answer. */
async function answerTo(socket: Socket) {
  const answer = await text(socket);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]);
  return { status, after: /^retry-after: (.+)$/im.exec(head)?.[1], code: /"code":"(\w+)"/.exec(body)?.[1] };
}

test("CON-12 a body in a thousand chunks is read, and one in more is refused before it has come", async () => {
  await using server = await testServer();
  const padded = BODY.padEnd(1_000);
  const read = await sending(server.url, `${CHUNKED}${chunks(padded, 1)}0\r\nConnection: close\r\n\r\n`);
  await expect(once(read, "data").then(String)).resolves.toMatch(/^HTTP\/1\.1 200/);
  const refused = await sending(server.url, `${CHUNKED}${chunks(BODY.padEnd(60_000), 1)}`);
  await expect(answerTo(refused)).resolves.toMatchObject({ status: 413, code: "too_large" });
  const elsewhere = CHUNKED.replace("/api/v1/place.about", "/hooks/wrong");
  const posted = await sending(server.url, `${elsewhere}${chunks(BODY.padEnd(60_000), 1)}`);
  await expect(answerTo(posted)).resolves.toMatchObject({ status: 413, code: "too_large" });
});

test("CON-12 an address has fifty unfinished requests, another is not held up, and room comes back", async () => {
  await using server = await testServer();
  const begun = `${POST}Content-Length: ${BODY.length}\r\nConnection: close\r\n\r\n{`;
  const slow = await Promise.all(Array.from({ length: 50 }, () => sending(server.url, begun)));
  const sentAfter = await sending(server.url, begun);
  await expect(answerTo(sentAfter)).resolves.toEqual({ status: 429, after: "1", code: "rate_limited" });
  const other = await sending(server.url, begun, "127.0.0.2");
  other.write(BODY.slice(1));
  await expect(answerTo(other)).resolves.toMatchObject({ status: 200 });
  slow[0]?.write(BODY.slice(1));
  await expect(answerTo(slow[0] as Socket)).resolves.toMatchObject({ status: 200 });
  slow[1]?.destroy();
  // A request without a body is whole when it begins.
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect((await server.post("place.about", {})).status).toBe(200);
});

test("CON-12 the bodies of all requests together are bounded", async () => {
  await using server = await testServer({ TRUSTED_PROXIES: "127.0.0.1" });
  const begun = (n: number) =>
    `${POST}X-Forwarded-For: 192.0.2.${n % 200}\r\nContent-Length: 65536\r\nConnection: close\r\n\r\n${"x".repeat(65_000)}`;
  const slow = await Promise.all(Array.from({ length: 560 }, (_, n) => sending(server.url, begun(n))));
  const answers = slow.map((socket) => once(socket, "data").then(String));
  await expect(Promise.any(answers)).resolves.toMatch(/^HTTP\/1\.1 503 [^]*Retry-After: 1/);
  for (const socket of slow) socket.destroy();
  await Promise.all(slow.map((socket) => once(socket, "close")));
  await expect.poll(async () => (await server.post("place.about", {})).status).toBe(200);
});

test("CON-12 what still comes of a body after its answer is not held, and not counted for ever", async () => {
  const http = createServer((request, answer) => void answer.end(request.resume().url));
  boundBodies(http, { addressOf: () => "", onCut: () => undefined });
  onTestFinished(() => void http.close());
  await once(http.listen(0, "127.0.0.1"), "listening");
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const megabyte = Buffer.alloc(0x10_0000, "x");
  // 40 MB in all, and a chunk of 8 MB a client: some 130 pieces each.
  for (let client = 0; client < 5; client += 1) {
    const socket = await sending(url, CHUNKED);
    await once(socket, "data");
    socket.write(`${(8 * megabyte.length).toString(16)}\r\n`);
    for (let sent = 0; sent < 8; sent += 1) if (!socket.write(megabyte)) await once(socket, "drain");
    socket.write("\r\n0\r\n\r\nGET /next HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await expect(once(socket, "data").then(String)).resolves.toMatch(/\/next$/);
  }
  expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(200);
});
