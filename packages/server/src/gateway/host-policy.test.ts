import { once } from "node:events";
import { type IncomingMessage, request as httpRequest } from "node:http";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";
import { hostPolicy } from "./host-policy.ts";

const asking = (host?: string) => ({ headers: { ...(host !== undefined && { host }) } }) as unknown as IncomingMessage;

test.each([
  ["127.0.0.1:3000", true],
  ["192.168.1.20", true],
  ["8.8.8.8", true],
  ["[::1]:3000", true],
  ["[2001:db8::1]", true],
  ["localhost:3000", true],
  ["LOCALHOST", true],
  ["localhost.:3000", true],
  ["parlor", true],
  ["ada-laptop:3000", true],
  ["ada-laptop.local:3000", true],
  ["Ada-Laptop.LOCAL.", true],
  ["evil.example", false],
  ["evil.example.:3000", false],
  ["local.evil.example", false],
  ["evil-local", true],
  ["evil.notlocal", false],
  ["localhost.evil.example", false],
  ["127.0.0.1.evil.example", false],
  ["127.0.0.1.nip.io", false],
  ["127.0.0.1@evil.example", false],
  ["evil.example/localhost", false],
  ["evil.example#localhost", false],
  ["evil.example?.local", false],
  ["evil.example\\.local", false],
  ["ｅvil。example", false],
  ["[::1", false],
  [" ", false],
])("CON-13 without a configured address, Host: %s is %s", (host, allowed) => {
  expect(hostPolicy([], []).allows(asking(host))).toBe(allowed);
});

test("CON-13 a program that names no host is answered", () => {
  expect(hostPolicy([], []).allows(asking())).toBe(true);
  expect(hostPolicy([], []).allows(asking(""))).toBe(true);
});

test("CON-13 allowed hosts are names, all names below one, or every name", () => {
  const { allows } = hostPolicy([], ["chat.lan", "*.example.org"]);
  expect(["chat.lan:80", "CHAT.lan.", "a.example.org", "b.a.example.org:3000"].every((h) => allows(asking(h)))).toBe(
    true,
  );
  expect(["lan", "x.lan"].map((h) => allows(asking(h)))).toEqual([true, false]);
  expect(["example.org", "notexample.org", "example.org.evil.example"].some((h) => allows(asking(h)))).toBe(false);
  expect(hostPolicy([], ["*"]).allows(asking("evil.example"))).toBe(true);
});

test("CON-13 with a configured address a proxy may call the server what it likes", () => {
  expect(hostPolicy(["https://chat.example"], []).allows(asking("backend.internal"))).toBe(true);
});

/** The status and the body of a request with this Host, which `fetch` would not send. */
async function get(url: string, path: string, method: string, host: string): Promise<[number | undefined, string]> {
  const headers = { host, "content-type": "application/json" };
  const request = httpRequest(url + path, { method, headers }).end();
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  return [answer.statusCode, await text(answer)];
}

test.each([
  ["GET", "/"],
  ["GET", "/home"],
  ["GET", "/assets/none.js"],
  ["GET", "/healthz"],
  ["GET", "/readyz"],
  ["GET", "/api/v1/docs"],
  ["GET", "/api/v1/openapi.json"],
  ["POST", "/api/v1/place.about"],
  ["POST", "/hooks/none"],
  ["GET", "/socket.io/?EIO=4&transport=polling"],
  ["GET", "/nowhere"],
  ["DELETE", "/"],
])("CON-13 %s %s is refused under a name that the server does not know", async (method, path) => {
  await using server = await testServer({ ALLOWED_HOSTS: "chat.lan" });
  const [status, body] = await get(server.url, path, method, "evil.example");
  expect([status, body]).toEqual([421, expect.stringMatching(/evil\.example.*ALLOWED_HOSTS/)]);
  const [known] = await get(server.url, path, method, "chat.lan:3000");
  expect(known).not.toBe(421);
});

test("CON-13 an upgrade is refused too, and so are the figures", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const key = { "sec-websocket-version": "13", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==" };
  const upgrade = httpRequest(`${server.url}/socket.io/?EIO=4&transport=websocket`, {
    headers: { host: "evil.example", connection: "Upgrade", upgrade: "websocket", ...key },
  });
  const status = await new Promise((resolve, reject) => {
    upgrade.once("response", ({ statusCode }) => resolve(statusCode));
    upgrade.once("upgrade", () => resolve(101)).once("error", reject);
    upgrade.end();
  });
  expect(status).toBe(421);
  const figures = await get(`http://127.0.0.1:${server.metricsPort}`, "/metrics", "GET", "evil.example");
  expect(figures).toEqual([421, expect.stringContaining("ALLOWED_HOSTS")]);
});
