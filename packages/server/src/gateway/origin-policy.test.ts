import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { originPolicy } from "./origin-policy.ts";

const request = (headers: Record<string, string>) => ({ headers }) as unknown as IncomingMessage;
const host = "chat.example:3000";
const own = "http://chat.example:3000";
const evil = "http://evil.example";
const cookie = "parlor=token";
const ours = { "x-parlor": "1" };

test.each([
  ["the page itself", { host, origin: own, cookie }, true],
  ["the page itself, where the Host is written otherwise", { host: "Chat.Example:3000", origin: own, cookie }, true],
  ["the page itself at the default port", { host: "chat.example:80", origin: "http://chat.example", cookie }, true],
  ["the page itself at an IPv6 address", { host: "[::1]:3000", origin: "http://[::1]:3000", cookie }, true],
  ["our own page polling", { host, cookie, ...ours }, true],
  ["our own page before it has a cookie", { host, origin: own, ...ours }, true],
  ["a program without a cookie", { host }, true],
  ["a program with an origin of its own", { host, origin: "https://bot.example" }, true],
  ["a program with a null origin", { host, origin: "null" }, true],
  ["a program with a load balancer's cookie", { host, cookie: "AWSALB=1; SERVERID=a; __cf_bm=x" }, true],
  ["a program with another's cookie and an origin", { host, origin: evil, cookie: "route=1; xparlor=1" }, true],
  ["a foreign page", { host, origin: evil, cookie }, false],
  ["a foreign page with a load balancer's cookie too", { host, origin: evil, cookie: `route=1; ${cookie}` }, false],
  ["a foreign page with a token and the cookie", { host, origin: evil, cookie, authorization: "Bearer x" }, false],
  ["a foreign page that calls itself ours", { host, origin: evil, cookie, ...ours }, false],
  ["a page of ours at another address, before it has a cookie", { host, origin: evil, ...ours }, false],
  ["a null origin", { host, origin: "null", cookie }, false],
  ["an empty origin", { host, origin: "", cookie }, false],
  ["a look-alike", { host, origin: "http://chat.example.evil.example:3000", cookie }, false],
  ["another port", { host, origin: "http://chat.example:3001", cookie }, false],
  ["another scheme", { host, origin: "https://chat.example:3000", cookie }, false],
  ["a cookie without an origin", { host, cookie }, false],
  ["a cookie of HTTPS", { host, origin: evil, cookie: "__Host-parlor=token" }, false],
  ["a cookie of a sub-path", { host, origin: evil, cookie: "__Secure-parlor=token" }, false],
  ["an empty cookie", { host, origin: evil, cookie: "parlor=" }, false],
  ["a cookie and no host", { origin: "http://", cookie }, false],
])("CON-8 %s: %o", (_what, headers, allowed) => {
  expect(originPolicy([]).allows(request(headers))).toBe(allowed);
});

test("CON-8 with public URLs only their origins may ask, whatever the Host says", () => {
  const { allows } = originPolicy(["https://chat.example", "http://[2001:db8::1]:3000"]);
  const asks = (origin: string) => allows(request({ host: "internal:3000", origin, cookie }));
  expect(asks("https://chat.example")).toBe(true);
  expect(asks("http://[2001:db8::1]:3000")).toBe(true);
  expect(asks("http://chat.example")).toBe(false);
  expect(asks("http://[2001:db8::1]")).toBe(false);
  expect(asks("http://internal:3000")).toBe(false);
});

test("CON-13 with public URLs a page whose own name leads here is refused, and a program elsewhere is not", () => {
  const { allows } = originPolicy(["https://chat.example"]);
  for (const scheme of ["http", "https"]) {
    expect(allows(request({ host: "evil.example", origin: `${scheme}://evil.example` }))).toBe(false);
    expect(allows(request({ host: "EVIL.example:3000", origin: `${scheme}://evil.example:3000` }))).toBe(false);
  }
  expect(allows(request({ host: "chat.example", origin: "https://chat.example" }))).toBe(true);
  expect(allows(request({ host: "chat.example", origin: "https://bot.example" }))).toBe(true);
  expect(allows(request({ host: "backend:3000", origin: "https://bot.example" }))).toBe(true);
  expect(allows(request({ host: "chat.example", origin: "http://chat.example:8080" }))).toBe(true);
  expect(allows(request({ host: "backend:3000" }))).toBe(true);
});

test("CON-8 the path of a public URL is no part of an origin", () => {
  const { allows } = originPolicy(["https://example.org/chat"]);
  expect(allows(request({ origin: "https://example.org", cookie }))).toBe(true);
  expect(allows(request({ origin: "https://example.org/chat", cookie }))).toBe(false);
});

test("CON-8 a page elsewhere cannot have a cookie set, with or without one", () => {
  const { mayKeepCookie } = originPolicy([]);
  expect(mayKeepCookie(request({ host, origin: own }))).toBe(true);
  expect(mayKeepCookie(request({ host }))).toBe(true);
  for (const origin of [evil, "null", "https://chat.example:3000"])
    expect(mayKeepCookie(request({ host, origin }))).toBe(false);
});

test("CON-10 a refusal names the address to open instead: that of the same host, else the canonical one", () => {
  const { refusal } = originPolicy(["https://chat.example/talk", "http://intranet:3000/talk"]);
  const addressFor = (origin: string) => refusal(request({ origin })).address;
  expect(addressFor("http://10.0.0.5:3000")).toBe("https://chat.example/talk/");
  expect(addressFor("http://chat.example")).toBe("https://chat.example/talk/");
  expect(addressFor("https://intranet")).toBe("http://intranet:3000/talk/");
  expect(addressFor("null")).toBe("https://chat.example/talk/");
  const both = originPolicy(["http://localhost:3000", "https://chat.example"]);
  expect(both.refusal(request({ origin: "http://10.0.0.5:3000" })).address).toBe("https://chat.example/");
  expect(both.refusal(request({ origin: "http://localhost" })).address).toBe("http://localhost:3000/");
  expect(originPolicy([]).refusal(request({ host, origin: evil })).address).toBeUndefined();
});
