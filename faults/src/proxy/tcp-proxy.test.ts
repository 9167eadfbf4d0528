import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { TcpProxy } from "./tcp-proxy.ts";

/** A server that says back what it hears, and one client of it through a proxy. */
async function place(): Promise<{ proxy: TcpProxy; client: Socket; heard: () => string }> {
  const server = createServer((socket) => socket.on("error", () => {}).pipe(socket)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const proxy = await TcpProxy.listening((server.address() as AddressInfo).port);
  const client = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  let heard = "";
  client.on("data", (chunk) => (heard += chunk.toString())).on("error", () => {});
  onTestFinished(() => {
    client.destroy();
    proxy.close();
    server.close();
  });
  await once(client, "connect");
  return { proxy, client, heard: () => heard };
}

const head = "GET / HTTP/1.1\r\n\r\n";

test("a sound line passes everything on", async () => {
  const { client, heard } = await place();
  client.write(`${head}hello`);
  await expect.poll(heard).toBe(`${head}hello`);
});

test("a black hole keeps what comes, and lets it go when it ends", async () => {
  const { proxy, client, heard } = await place();
  client.write(head);
  await expect.poll(heard).toBe(head);
  proxy.behave(() => ({ both: { isHoled: true } }));
  client.write("swallowed");
  // On a line without a hole, this arrives later than what the hole would have let through.
  const other = await place();
  other.client.write(head);
  await expect.poll(other.heard).toBe(head);
  expect(heard()).toBe(head);
  proxy.behave(() => ({}));
  await expect.poll(heard).toBe(`${head}swallowed`);
});

test("a slow line passes so many bytes a second", async () => {
  const { proxy, client, heard } = await place();
  proxy.behave(() => ({ toClient: { bytesPerSecond: 10_000 } }));
  const startedAt = performance.now();
  client.write(head + "x".repeat(3_000));
  await expect.poll(() => heard().length, { timeout: 5_000 }).toBe(head.length + 3_000);
  expect(performance.now() - startedAt).toBeGreaterThan(150);
});

test("a reset ends the line at both ends", async () => {
  const { proxy, client } = await place();
  const ended = new Promise((resolve) => client.once("close", resolve));
  proxy.reset();
  await ended;
  expect(proxy.lines.size).toBe(0);
});
