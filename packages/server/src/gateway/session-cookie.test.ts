import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { sessionCookie } from "./session-cookie.ts";

const id = "0a1b2c3d";

test.each([
  [[], undefined, { name: "parlor-0a1b2c3d", path: "/", secure: false }],
  [["http://chat.example"], undefined, { name: "parlor-0a1b2c3d", path: "/", secure: false }],
  [["https://chat.example"], undefined, { name: "__Host-parlor-0a1b2c3d", path: "/", secure: true }],
  [["https://example.org/chat"], undefined, { name: "__Secure-parlor-0a1b2c3d", path: "/chat", secure: true }],
  [["http://example.org/chat"], undefined, { name: "parlor-0a1b2c3d", path: "/chat", secure: false }],
  [["https://a.example", "http://b"], "http://b", { name: "parlor-0a1b2c3d", path: "/", secure: false }],
  [["https://a.example", "http://b"], "https://a.example", { name: "__Host-parlor-0a1b2c3d", path: "/", secure: true }],
  [["https://a.example", "http://b"], "http://c", { name: "__Host-parlor-0a1b2c3d", path: "/", secure: true }],
])("SES-2 at %j a page of %s gets %o", (publicUrls, origin, { name, ...options }) => {
  const shared = { httpOnly: true, sameSite: "strict" };
  expect(sessionCookie(publicUrls, id).settingFor(origin)).toMatchObject({ name, options: { ...shared, ...options } });
});

test("SES-2 SES-5 today's cookies count first, then those that only HTTPS can set, and none of another kind of address", () => {
  const names = [
    "parlor",
    "__Secure-parlor",
    `parlor-${id}`,
    "__Host-parlor",
    `__Host-parlor-${id}`,
    "parlor-ffffffff",
  ];
  const request = { headers: { cookie: names.map((name) => `${name}=${name}`).join("; ") } } as IncomingMessage;
  const order = (urls: string[]) =>
    sessionCookie(urls, id)
      .tokensIn(request)
      .map(({ token }) => token);
  expect(order(["https://a.example"])).toEqual([`__Host-parlor-${id}`, "__Host-parlor", `parlor-${id}`, "parlor"]);
  expect(order([])).toEqual([`parlor-${id}`, "parlor"]);
});
