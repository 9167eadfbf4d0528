import { expect, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

test.each(["", "/team/chat"])("a slash at the end of an address changes nothing, below %j", async (prefix) => {
  await using server = await testServer(prefix === "" ? {} : { PUBLIC_URL: `https://example.org${prefix}` });
  const at = server.url + prefix;
  const paths = [
    "/healthz",
    "/readyz",
    "/api/v1/docs",
    "/api/v1/docs.css",
    "/api/v1/openapi.json",
    "/home",
    "/c/abc/general",
  ];
  for (const path of paths) {
    const [plain, slashed] = await Promise.all([fetch(at + path), fetch(`${at + path}/`)]);
    expect([path, slashed.status, await slashed.text()]).toEqual([path, 200, await plain.text()]);
    if (path.startsWith("/c/")) continue;
    const refused = await fetch(`${at + path}/?x=1`, { method: "DELETE" });
    expect([path, refused.status, refused.headers.get("allow")]).toEqual([path, 405, "GET, HEAD, OPTIONS"]);
  }
  const headers = { "content-type": "application/json" };
  const about = await fetch(`${at}/api/v1/place.about/`, { method: "POST", headers, body: "{}" });
  expect(await about.json()).toMatchObject({ ok: true });
  // Its relative links would lead elsewhere from there.
  expect((await fetch(`${at}/api/v1/docs/?x`)).url).toBe(`${at}/api/v1/docs`);
});

test("the figures are also at /metrics/ and with a query; another path says where they are", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const get = (path: string, method = "GET") => fetch(`http://127.0.0.1:${server.metricsPort}${path}`, { method });
  for (const path of ["/metrics", "/metrics/", "/metrics?format=text", "/metrics/?x"])
    expect(await (await get(path)).text(), path).toContain("parlor_people 0");
  expect((await get("/metrics", "HEAD")).status).toBe(200);
  expect((await get("/metrics", "POST")).status).toBe(405);
  for (const path of ["/", "//", "/metricsx", "/metrics/x"]) {
    const answer = await get(path);
    expect([path, answer.status, await answer.text()]).toEqual([path, 404, "The figures are at /metrics.\n"]);
  }
});
