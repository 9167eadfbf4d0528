import { createServer, type RequestListener } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { readConfig } from "../config.ts";
import { testServer } from "../testing/test-server.ts";
import { version } from "../version.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkServer } from "./check-server.ts";

const held = { kind: "held", holder: { pid: 1, host: "here", use: "server" } } as const;
const free = { kind: "free" } as const;

/** Settings as of a server at this address. */
const at = (url: string, more: Record<string, string> = {}) =>
  readConfig({ HOST: "127.0.0.1", PORT: new URL(url).port, ...more });

async function otherServer(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const parlorOf =
  (said: unknown): RequestListener =>
  (_request, response) =>
    void response.setHeader("content-type", "application/json").end(JSON.stringify(said));

test.each([
  ["an older version", { ok: true, version: "0.0.1" }, held, "warn", /Version 0\.0\.1 runs.*restart/],
  ["another program, while a server has the folder", { hello: 1 }, held, "warn", /give this command the PORT and HOST/],
  ["another program at the port of the next start", { hello: 1 }, free, "fail", /set PORT/],
] as const)("%s", async (_what, said, lock, level, text) => {
  const url = await otherServer(parlorOf(said));
  expect(await checkServer(at(url), lock)).toMatchObject({ level, text: expect.stringMatching(text) });
});

test("nobody listens: fine for a free folder, and strange for one that a server has", async () => {
  const config = readConfig({ HOST: "127.0.0.1", PORT: "1" });
  expect(await checkServer(config, free)).toMatchObject({ level: "ok", answers: false });
  expect(await checkServer(config, held)).toMatchObject({ level: "warn", text: expect.stringMatching(/ECONNREFUSED/) });
});

test("a server that cannot store is a failure", async () => {
  const url = await otherServer((request, response) => {
    response.statusCode = request.url === "/readyz" ? 503 : 200;
    response.end(JSON.stringify({ ok: true, version }));
  });
  expect(await checkServer(at(url), held)).toMatchObject({
    level: "fail",
    text: expect.stringMatching(/nothing can be stored/),
  });
});

/** Addresses in front of which other things are than Parlor, all under /chat. */
async function fronts() {
  const other = await otherServer((_request, response) => void response.writeHead(502).end("bad gateway"));
  const moved = await otherServer(
    (_request, response) => void response.writeHead(301, { location: "https://b.invalid/x" }).end(),
  );
  const old = await otherServer(parlorOf({ ok: true, version: "0.0.1" }));
  const deaf = await otherServer((request, response) => {
    if (request.url === "/chat/healthz") response.end(JSON.stringify({ ok: true, version }));
    else response.writeHead(405).end();
  });
  const polling = await otherServer((request, response) => {
    response.end(JSON.stringify(request.url === "/chat/healthz" ? { ok: true, version } : { ok: true, value: {} }));
  });
  return { other, moved, old, deaf, polling };
}

test("CON-8 each address of a running server: accepted under its path, refused, or in the hands of something else", async () => {
  const { other, moved, old, deaf, polling } = await fronts();
  const port = await freePort();
  const own = `http://127.0.0.1:${port}`;
  const urlsOf = (origins: string[]) => origins.map((origin) => `${origin}/chat`).join(",");
  const PUBLIC_URL = urlsOf([own, "https://chat.invalid", other, moved, old, deaf, polling]);
  await using _server = await testServer({ PORT: String(port), PUBLIC_URL });

  expect(await checkServer(at(own), held)).toMatchObject({ level: "ok", answers: true });
  expect(await checkServer(at(own), free)).toMatchObject({
    level: "warn",
    text: expect.stringMatching(/not with this data folder/),
    answers: false,
  });
  expect(await checkAddresses(at(own, { PUBLIC_URL, TRUSTED_PROXIES: "loopback" }), true)).toMatchObject([
    { level: "ok", text: `${own}/chat: a browser is accepted, by version ${version}.` },
    { level: "warn", text: expect.stringMatching(/accepts pages of it, but .*(ENOTFOUND|EAI_AGAIN|no answer)/) },
    { level: "fail", text: expect.stringMatching(/something else.*502/) },
    { level: "fail", text: expect.stringMatching(/redirects to https:\/\/b\.invalid:/) },
    { level: "warn", text: expect.stringMatching(/version 0\.0\.1/) },
    { level: "fail", text: expect.stringMatching(/proxy.*POST/) },
    { level: "warn", text: expect.stringMatching(/no WebSocket gets through/) },
  ]);
  const withoutWebSocket = at(own, { PUBLIC_URL: urlsOf([polling]), TRANSPORTS: "polling" });
  expect(await checkAddresses(withoutWebSocket, true)).toMatchObject([{ level: "ok" }]);
  expect(await checkAddresses(at(own, { PUBLIC_URL: "http://127.0.0.1:9" }), true)).toMatchObject([
    { level: "fail", text: expect.stringMatching(/refuses pages of this address\. Restart/) },
  ]);
  // This command was given no PUBLIC_URL.
  expect(await checkAddresses(at(own, { PORT: String(port) }), true)).toMatchObject([{ level: "ok" }]);
});

test("without PUBLIC_URL: what works, and a running server that has one", async () => {
  await using server = await testServer({ PUBLIC_URL: "https://chat.invalid" });
  expect(await checkAddresses(at(server.url), true)).toMatchObject([
    { level: "fail", text: expect.stringMatching(/give both the same settings/) },
  ]);
  expect(await checkAddresses(at(server.url), false)).toMatchObject([
    { level: "ok", text: expect.stringMatching(/not set: browsers on this machine.*set PUBLIC_URL/) },
  ]);
});

test("without a server nothing is asked; plain http and an unnamed proxy are worth a warning", async () => {
  const found = await checkAddresses(readConfig({ PUBLIC_URL: "https://chat.invalid,http://chat.invalid" }), false);
  expect(found).toMatchObject([
    { level: "ok", text: expect.stringMatching(/not asked/) },
    { level: "warn", text: expect.stringMatching(/private messages are off/) },
    { level: "warn", text: expect.stringMatching(/TRUSTED_PROXIES/) },
  ]);
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
