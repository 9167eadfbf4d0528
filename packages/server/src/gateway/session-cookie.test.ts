import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { sessionCookie } from "./session-cookie.ts";

test.each([
  [[], undefined, { name: "parlor", path: "/", secure: false }],
  [["http://chat.example"], undefined, { name: "parlor", path: "/", secure: false }],
  [["https://chat.example"], undefined, { name: "__Host-parlor", path: "/", secure: true }],
  [["https://example.org/chat"], undefined, { name: "__Secure-parlor", path: "/chat", secure: true }],
  [["http://example.org/chat"], undefined, { name: "parlor", path: "/chat", secure: false }],
  [["https://a.example", "http://b"], "http://b", { name: "parlor", path: "/", secure: false }],
  [["https://a.example", "http://b"], "https://a.example", { name: "__Host-parlor", path: "/", secure: true }],
  [["https://a.example", "http://b"], "http://c", { name: "__Host-parlor", path: "/", secure: true }],
])("SES-2 at %j a page of %s gets %o", (publicUrls, origin, { name, ...options }) => {
  const shared = { httpOnly: true, sameSite: "strict" };
  expect(sessionCookie(publicUrls).settingFor(origin)).toMatchObject({ name, options: { ...shared, ...options } });
});

test("SES-2 of several cookies, the one that only HTTPS can set counts, and none of another kind of address", () => {
  const request = { headers: { cookie: "parlor=plain; __Host-parlor=safe; __Secure-parlor=path" } } as IncomingMessage;
  expect(sessionCookie(["https://a.example", "http://b"]).tokenIn(request)).toBe("safe");
  expect(sessionCookie(["https://a.example"]).tokenIn(request)).toBe("safe");
  expect(sessionCookie(["https://a.example/chat"]).tokenIn(request)).toBe("path");
  expect(sessionCookie([]).tokenIn(request)).toBe("plain");
});
