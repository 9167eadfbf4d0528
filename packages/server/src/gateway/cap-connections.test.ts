import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

/** A connection that says nothing; `ended` resolves when the server ends it. */
function silent(url: string): { tcp: Socket; ended: Promise<"ended"> } {
  const tcp = connect(Number(new URL(url).port), "127.0.0.1");
  onTestFinished(() => void tcp.destroy());
  tcp.on("error", () => undefined);
  return { tcp, ended: new Promise((resolve) => tcp.once("close", () => resolve("ended"))) };
}

test("CON-9 one address gets so many connections, the next one is ended unheard, and one that closes makes room", async () => {
  await using server = await testServer({ SOCKETS_PER_ADDRESS: "2" });
  const open = Array.from({ length: 8 }, () => silent(server.url));
  await Promise.all(open.map(({ tcp }) => new Promise((resolve) => tcp.once("connect", resolve))));
  await silent(server.url).ended;
  expect(open.every(({ tcp }) => tcp.readyState === "open")).toBe(true);
  const [first] = open;
  first?.tcp.destroy();
  await first?.ended;
  // The server hears of it a moment later, so a few tries may be refused still.
  for (let answered = false; !answered;) {
    answered = await fetch(`${server.url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
});

test("CON-9 a trusted proxy speaks for many", async () => {
  await using server = await testServer({ SOCKETS_PER_ADDRESS: "1", TRUSTED_PROXIES: "127.0.0.1" });
  const open = Array.from({ length: 20 }, () => silent(server.url));
  await Promise.all(open.map(({ tcp }) => new Promise((resolve) => tcp.once("connect", resolve))));
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect(open.every(({ tcp }) => tcp.readyState === "open")).toBe(true);
});
