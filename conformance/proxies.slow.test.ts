import { request } from "node:https";
import { io } from "socket.io-client";
import { describe, expect, onTestFinished, test } from "vitest";
import type { ParlorProcess } from "../tools/parlor-process.ts";
import { snippet } from "./documented.ts";
import { freshName, Guest } from "./guest.ts";
import { ownParlor } from "./live-parlor.ts";
import { lacks, RealProxy } from "./real-proxy.ts";

/** The certificate is the test's own. */
const options = { rejectUnauthorized: false };

/** Longer than the default time after which each of these proxies gives a silent connection up (nginx: 60 s). */
const QUIET_MS = 75_000;

interface Stage {
  parlor: ParlorProcess;
  proxy: RealProxy;
}

/** A Parlor behind a proxy with the document's configuration, published at `path`. */
async function behind(name: string, path = "", settings: Record<string, string> = {}): Promise<Stage> {
  const proxy = await RealProxy.prepared();
  onTestFinished(() => proxy.clear());
  const parlor = await ownParlor({ PUBLIC_URL: proxy.url + path, TRUSTED_PROXIES: "127.0.0.1", ...settings });
  const text = await snippet(name);
  const moved = text
    .replace("location /", path === "" ? "location /" : `location ~ ^${path}(/|$)`)
    .replace("ProxyPass / http://127.0.0.1:3000/", `ProxyPass ${path || "/"} http://127.0.0.1:3000${path || "/"}`)
    .replace(
      "reverse_proxy 127",
      `${path && `@parlor path ${path} ${path}/*\n`}reverse_proxy ${path && "@parlor "}127`,
    );
  await proxy.start(name, moved, Number(new URL(parlor.url).port));
  return { parlor, proxy };
}

interface Asked {
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
  /** The loopback address that the request comes from. */
  from?: string;
}

/** One request through the proxy; resolves to its status, headers and parsed body. */
function ask({ port }: RealProxy, path: string, { method = "POST", headers = {}, body, from }: Asked = {}) {
  return new Promise<{ status: number; cookie: string; answer: unknown }>((resolve, reject) => {
    const outgoing = request({
      ...options,
      host: "127.0.0.1",
      servername: "localhost",
      port,
      path,
      method,
      agent: false,
      ...(from !== undefined && { localAddress: from }),
      headers: { host: `localhost:${port}`, "content-type": "application/json", ...headers },
    });
    outgoing.on("error", reject);
    outgoing.on("response", (incoming) => {
      let text = "";
      incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      incoming.on("end", () => {
        const [cookie = ""] = incoming.headers["set-cookie"] ?? [];
        const isJson = incoming.headers["content-type"]?.includes("json");
        resolve({ status: incoming.statusCode ?? 0, cookie, answer: isJson ? JSON.parse(text) : text });
      });
    });
    outgoing.end(method === "GET" ? undefined : JSON.stringify(body ?? {}));
  });
}

/** A browser's session: it starts over HTTP with a cookie, and connects with it by this transport alone. */
async function browser(proxy: RealProxy, path: string, transport: string): Promise<Guest> {
  const origin = proxy.url;
  const body = { displayName: freshName(), keep: "cookie" };
  const started = await ask(proxy, `${path}/api/v1/session.start`, { headers: { origin }, body });
  expect(started).toMatchObject({ status: 200, answer: { ok: true } });
  expect(started.cookie).toMatch(
    path === "" ? /^__Host-parlor[\w-]*=.*; Path=\/;/ : /^__Secure-parlor[\w-]*=.*; Path=\/chat;/,
  );
  const extraHeaders = { origin, cookie: started.cookie.split(";")[0] ?? "" };
  const guest = await Guest.connects(
    origin,
    {},
    { ...options, path: `${path}/socket.io`, transports: [transport], extraHeaders },
  );
  expect(guest.socket.io.engine.transport.name).toBe(transport);
  return guest;
}

const proxies = ["caddy", "nginx", "apache"];

for (const name of proxies) {
  const reason = lacks(name);
  if (reason) console.log(`${name}'s configuration is not tried: ${reason}`);

  describe.skipIf(reason !== undefined)(`docs/self-hosting.md: ${name}`, () => {
    test.each(["", "/chat"])("people talk over WebSocket and over polling, with the path %j", async (path) => {
      const { proxy } = await behind(name, path);
      expect(await ask(proxy, `${path}/healthz`, { method: "GET" })).toMatchObject({ status: 200 });
      expect(await ask(proxy, path || "/", { method: "GET" })).toMatchObject({ status: 200 });
      // Other things of the host may have a path that begins alike.
      if (path !== "")
        expect((await ask(proxy, `${path}ter`, { method: "GET" })).answer).not.toMatchObject({ ok: false });
      const ada = await browser(proxy, path, "websocket");
      const bo = await browser(proxy, path, "polling");
      const [channel] = (await ada.gets("channel.list", {})).channels;
      for (const guest of [ada, bo]) await guest.gets("channel.view", { channelId: channel?.id ?? "" });
      await ada.sends(channel?.id ?? "", "over WebSocket");
      await bo.sends(channel?.id ?? "", "over polling");
      for (const guest of [ada, bo])
        for (const text of ["over WebSocket", "over polling"])
          await guest.hears("message.new", ({ messages }) => messages.some((message) => message.text === text));
    });

    test("each client behind it has an allowance of its own, and a forged header brings no other", async () => {
      const { proxy } = await behind(name, "", { RATE_OPEN: "2/0.001" });
      const starts = async (from: string, forged?: string) => {
        const headers: Record<string, string> = forged === undefined ? {} : { "x-forwarded-for": forged };
        const body = { displayName: freshName(), keep: "token" };
        return (await ask(proxy, "/api/v1/session.start", { from, headers, body })).status;
      };
      expect([await starts("127.0.0.2"), await starts("127.0.0.2"), await starts("127.0.0.2")]).toEqual([
        200, 200, 429,
      ]);
      expect(await starts("127.0.0.2", "6.6.6.6")).toBe(429);
      expect(await starts("127.0.0.2", "6.6.6.6, 127.0.0.1")).toBe(429);
      expect(await starts("127.0.0.3")).toBe(200);
    });
  });
}

/** Opens a connection through a proxy, says nothing for a while, and asks something then. */
async function staysOpen(name: string): Promise<void> {
  const { proxy } = await behind(name);
  const quiet = io(proxy.url, { ...options, transports: ["websocket"], reconnection: false, forceNew: true });
  onTestFinished(() => void quiet.disconnect());
  await new Promise((resolve) => quiet.once("hello", resolve));
  await quiet.emitWithAck("session.start", { displayName: freshName(), keep: "token" });
  let ended: string | undefined;
  quiet.once("disconnect", (why) => (ended = why));
  // Waiting is what is tested here.
  await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
  expect(ended, name).toBeUndefined();
  expect(await quiet.timeout(5_000).emitWithAck("session.current", {}), name).toMatchObject({ ok: true });
}

const installed = proxies.filter((name) => !lacks(name));
test.skipIf(installed.length === 0)(
  `a connection on which nobody says anything stays open behind ${installed.join(", ")}`,
  async () => {
    // All at once: each waits for longer than a minute.
    await Promise.all(installed.map(staysOpen));
  },
);
