import { io } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

const settings = { PUBLIC_URL: "https://example.org/team/chat" };

test.each(["", "/team/chat"])(
  "every route answers with the prefix %j that a proxy leaves in the path",
  async (prefix) => {
    await using server = await testServer(settings);
    const get = (path: string) => fetch(server.url + prefix + path, { redirect: "manual" });
    for (const path of ["/healthz", "/readyz", "/api/v1/docs", "/api/v1/docs.css", "/api/v1/openapi.json", "/"])
      expect((await get(path)).status, path).toBe(200);
    const about = await fetch(`${server.url}${prefix}/api/v1/place.about`, { method: "POST" });
    expect(await about.json()).toMatchObject({ ok: true });
    expect((await get("/socket.io/?EIO=4&transport=polling")).status).toBe(200);
    for (const transports of [["websocket"], ["polling"]]) {
      const socket = io(server.url, { path: `${prefix}/socket.io`, transports, forceNew: true });
      onTestFinished(() => void socket.disconnect());
      await new Promise<void>((resolve, reject) => {
        socket.once("hello", () => resolve());
        socket.once("connect_error", reject);
      });
    }
  },
);

test("the prefix alone is the start, with or without a query", async () => {
  await using server = await testServer(settings);
  for (const path of ["/team/chat", "/team/chat/", "/team/chat?from=mail"])
    expect((await fetch(server.url + path)).status, path).toBe(200);
});

test("what only begins like the prefix is none of ours", async () => {
  await using server = await testServer(settings);
  for (const path of ["/team/chatter/healthz", "/team/healthz", "/team/chat/team/chat/healthz", "/TEAM/chat/healthz"])
    expect((await fetch(server.url + path)).status, path).toBe(404);
});

test("somebody who opens an address that is none comes to the start, below the prefix", async () => {
  await using server = await testServer(settings);
  for (const path of ["/team/chat/whatever", "/whatever"]) {
    const answer = await fetch(server.url + path, { headers: { accept: "text/html" }, redirect: "manual" });
    expect([answer.status, answer.headers.get("location")], path).toEqual([302, "/team/chat/"]);
  }
});

test("SES-2 the cookie belongs to the path, so two Parlors of one host do not take each other's", async () => {
  await using server = await testServer(settings);
  const headers = { origin: "https://example.org" };
  const started = await server.post("session.start", { displayName: "Ada", keep: "cookie" }, headers);
  const cookie = started.headers.get("set-cookie") ?? "";
  expect(cookie).toMatch(
    /^__Secure-parlor-[0-9a-f]{8}=[\w-]+; Max-Age=\d+; Path=\/team\/chat; HttpOnly; Secure; SameSite=Strict$/,
  );
  const ended = await server.post("session.end", {}, { ...headers, cookie: cookie.split(";")[0] ?? "" });
  expect(ended.headers.get("set-cookie")).toMatch(/^__Secure-parlor-[0-9a-f]{8}=; Max-Age=0; Path=\/team\/chat; /);
});

test("the documents name the path", async () => {
  await using server = await testServer(settings);
  const document = await (await fetch(`${server.url}/api/v1/openapi.json`)).json();
  expect(document).toMatchObject({ servers: [{ url: "/team/chat" }] });
  expect(await (await fetch(`${server.url}/api/v1/docs`)).text()).not.toMatch(/(?:href|src)="\//);
});
