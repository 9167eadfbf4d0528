import type { IncomingMessage } from "node:http";
import { expect, test } from "vitest";
import { originPolicy } from "./origin-policy.ts";

const request = (headers: IncomingMessage["headers"]) => ({ headers }) as IncomingMessage;
const cookie = "parlor=token";

test.each([
  ["the page itself", { host: "chat.example:3000", origin: "http://chat.example:3000", cookie }, true],
  ["a program without a cookie", { host: "chat.example:3000" }, true],
  ["a foreign page", { host: "chat.example:3000", origin: "http://evil.example", cookie }, false],
  ["a null origin", { host: "chat.example:3000", origin: "null", cookie }, false],
  ["a look-alike", { host: "chat.example:3000", origin: "http://chat.example.evil.example:3000", cookie }, false],
  ["another port", { host: "chat.example:3000", origin: "http://chat.example:3001", cookie }, false],
  ["another scheme", { host: "chat.example:3000", origin: "https://chat.example:3000", cookie }, false],
  ["our own page polling", { host: "chat.example:3000", cookie, "x-parlor": "1" }, true],
  [
    "a foreign page with the header",
    { host: "chat.example:3000", origin: "http://evil.example", cookie, "x-parlor": "1" },
    false,
  ],
  ["a cookie without an origin", { host: "chat.example:3000", cookie }, false],
])("CON-8 %s: %o", (_what, headers, allowed) => {
  expect(originPolicy(undefined)(request(headers))).toBe(allowed);
});

test("CON-8 with a public URL only that origin may ask, whatever the Host says", () => {
  const allowed = originPolicy("https://chat.example");
  expect(allowed(request({ host: "internal:3000", origin: "https://chat.example", cookie }))).toBe(true);
  expect(allowed(request({ host: "chat.example", origin: "http://chat.example", cookie }))).toBe(false);
});
