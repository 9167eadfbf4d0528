import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

const CSP =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;font-src 'self';connect-src 'self';" +
  "manifest-src 'self';worker-src 'self';form-action 'self';object-src 'none';base-uri 'none';frame-ancestors 'none';" +
  "require-trusted-types-for 'script';trusted-types parlor-worker";

const paths = [
  "/",
  "/home",
  "/c/0123456789ab/general",
  "/p/0123456789ab",
  "/healthz",
  "/readyz",
  "/api/v1/openapi.json",
  "/api/v1/docs",
  "/nowhere",
  "/api/v1/place.about",
];

test.each(paths)("every answer carries the security headers: %s", async (path) => {
  await using server = await testServer();
  const { headers } = await fetch(server.url + path, path.endsWith("about") ? { method: "POST" } : {});
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
  });
  expect(headers.get("strict-transport-security")).toBeNull();
});

test("the API is never stored, and HTTPS is remembered", async () => {
  await using server = await testServer({ PUBLIC_URL: "https://chat.example" });
  const { headers } = await server.post("place.about", {});
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000");
});

test("polling answers carry theirs too", async () => {
  await using server = await testServer();
  const { headers, status } = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
  expect(status).toBe(200);
  expect(Object.fromEntries(headers)).toMatchObject({
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  });
});

test.each([
  ["an unknown path", "/nowhere", {}],
  ["a way out of the folder", "/..%2f..%2fpackage.json", {}],
  ["a source map", "/assets/index.js.map", {}],
  ["metrics", "/metrics", {}],
])("%s is a plain 404", async (_what, path, init) => {
  await using server = await testServer();
  const answer = await fetch(server.url + path, init);
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ ok: false, error: { code: "unknown_command" } });
});
