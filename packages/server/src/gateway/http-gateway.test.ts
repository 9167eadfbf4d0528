import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

test("API-2 a long answer is compressed, a short one is not", async () => {
  await using server = await testServer();
  const started = await server.post("session.start", { displayName: "Ada", keep: "token" });
  const { value } = (await started.json()) as { value: { token: string } };
  const authorization = `Bearer ${value.token}`;
  for (let n = 1; n <= 10; n += 1) {
    expect((await server.post("channel.create", { name: `channel ${n}` }, { authorization })).status).toBe(200);
  }
  const list = await server.post("channel.list", {}, { authorization, "accept-encoding": "gzip" });
  expect(list.headers.get("content-encoding")).toBe("gzip");
  expect(await list.json()).toMatchObject({ ok: true });
  expect(started.headers.get("content-encoding")).toBeNull();
});

test("somebody who opens an address that is none comes to the start", async () => {
  await using server = await testServer();
  const visit = (path: string) => fetch(server.url + path, { headers: { accept: "text/html" }, redirect: "manual" });
  const answer = await visit("/whatever");
  expect([answer.status, answer.headers.get("location")]).toEqual([302, "/"]);
  expect((await visit("/api/v1/whatever")).status).toBe(404);
});

test("CON-7 a request that waits its turn while its session ends is not run", async () => {
  await using server = await testServer({ RATE_CHANGE: "100/1" });
  const started = await server.post("session.start", { displayName: "Ada", keep: "token" });
  const { value } = (await started.json()) as { value: { token: string } };
  const authorization = `Bearer ${value.token}`;
  const create = (n: number) => server.post("channel.create", { name: `channel ${n}` }, { authorization });
  // On connections that are open already, all of them are let in before the first one is done.
  await Promise.all(Array.from({ length: 40 }, () => server.post("session.current", {}, { authorization })));
  const ending = server.post("session.end", {}, { authorization });
  const waiting = await Promise.all(Array.from({ length: 39 }, (_, n) => create(n)));
  expect((await ending).status).toBe(200);
  expect(waiting.filter(({ status }) => status === 200).length).toBeLessThan(20);
});

test("API-4 a client behind a proxy has one allowance, however the proxy writes its address", async () => {
  await using server = await testServer({ TRUSTED_PROXIES: "127.0.0.1", RATE_OPEN: "3/0.001" });
  const startFrom = async (forwardedFor: string, displayName: string) => {
    const headers = { "x-forwarded-for": forwardedFor };
    return (await server.post("session.start", { displayName, keep: "token" }, headers)).status;
  };
  expect(await startFrom("203.0.113.7:40001", "Ada")).toBe(200);
  expect(await startFrom("[::ffff:203.0.113.7]:40002", "Bo")).toBe(200);
  expect(await startFrom("6.6.6.6, 203.0.113.7", "Cleo")).toBe(200);
  expect(await startFrom("unknown, 203.0.113.7:40003", "Dov")).toBe(429);
  expect(await startFrom("203.0.113.8", "Eve")).toBe(200);
});

test("API-9 Retry-After is the time to wait in whole seconds, rounded up", async () => {
  await using server = await testServer({ RATE_OPEN: "1/0.4" });
  const start = () => server.post("session.start", { displayName: "Ada", keep: "token" });
  expect((await start()).headers.get("retry-after")).toBeNull();
  const refused = await start();
  expect(refused.status).toBe(429);
  const { error } = (await refused.json()) as { error: { retryAfterMs: number } };
  expect(error.retryAfterMs).toBeGreaterThan(2_000);
  expect(refused.headers.get("retry-after")).toBe("3");
});

test.each([
  ["POST, OPTIONS", "/api/v1/message.send", ["GET", "HEAD", "PUT", "PATCH", "DELETE"]],
  ["GET, HEAD, OPTIONS", "/healthz", ["POST", "PUT", "DELETE"]],
  ["GET, HEAD, OPTIONS", "/api/v1/openapi.json?pretty", ["PUT", "DELETE"]],
])("API-10 %s is what %s takes", async (allow, path, others) => {
  await using server = await testServer();
  for (const method of others) {
    const answer = await fetch(server.url + path, { method });
    expect([method, answer.status, answer.headers.get("allow")]).toEqual([method, 405, allow]);
    if (method !== "HEAD") expect(await answer.json()).toMatchObject({ error: { code: "method_not_allowed" } });
  }
  const options = await fetch(server.url + path, { method: "OPTIONS" });
  expect([options.status, options.headers.get("allow")]).toEqual([204, allow]);
});

test("API-10 a path that is none stays a 404 with any method", async () => {
  await using server = await testServer();
  for (const method of ["GET", "PUT", "DELETE", "OPTIONS"]) {
    for (const path of ["/api/v1/no.such", "/api/v1/toString", "/api/v2/message.send", "/api"]) {
      const answer = await fetch(server.url + path, { method });
      expect([path, answer.status]).toEqual([path, 404]);
      expect(await answer.json()).toMatchObject({ error: { code: "unknown_command" } });
    }
  }
});

test("API-10 the scheme has no case, and a 401 names it", async () => {
  await using server = await testServer();
  const started = await server.post("session.start", { displayName: "Ada", keep: "token" });
  const { value } = (await started.json()) as { value: { token: string } };
  for (const authorization of [`bearer ${value.token}`, `BEARER ${value.token}`, `Bearer   ${value.token}`]) {
    expect((await server.post("session.current", {}, { authorization })).status, authorization).toBe(200);
  }
  const nobody = await server.post("session.current", {});
  expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="parlor"']);
  const wrong = await server.post("session.current", {}, { authorization: "bearer nobodys" });
  expect(wrong.headers.get("www-authenticate")).toBe('Bearer realm="parlor", error="invalid_token"');
});
