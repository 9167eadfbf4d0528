import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { boundAnswers } from "./bound-answers.ts";

const REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/** More than the kernel takes for a reader that does not read. */
const LONG = "x".repeat(16_000_000);

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function client(answer: RequestListener, takeWithinMs: number): Promise<Socket> {
  const http = createServer(answer);
  boundAnswers(http, takeWithinMs);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  const tcp = connect((http.address() as AddressInfo).port, "127.0.0.1");
  tcp.on("error", () => undefined);
  closing.push(() => (tcp.destroy(), http.closeAllConnections(), http.close()));
  return tcp;
}

/** What arrives until the connection ends. */
function untilClosed(tcp: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  tcp.on("data", (chunk) => chunks.push(chunk));
  return new Promise((resolve) => tcp.once("close", () => resolve(Buffer.concat(chunks).toString())));
}

test("R6 a connection that leaves its answer lying is ended", async () => {
  const tcp = await client((_request, answer) => answer.end(LONG), 100);
  tcp.write(REQUEST);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect((await untilClosed(tcp)).length).toBeLessThan(LONG.length);
});

test("R6 an answer that is taken, and one that takes its time to come, end nothing", async () => {
  const tcp = await client((_request, answer) => setTimeout(() => answer.end("late"), 200), 50);
  const all = untilClosed(tcp);
  tcp.write(REQUEST.repeat(2));
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(tcp.closed).toBe(false);
  tcp.destroy();
  expect((await all).match(/late/g)).toHaveLength(2);
});

test("R6 a connection that asks for many answers at once is ended, one after the other it may ask for any number", async () => {
  const tcp = await client((_request, answer) => answer.end("done"), 1_000);
  for (let n = 0; n < 30; n += 1) {
    tcp.write(REQUEST);
    await new Promise((resolve) => tcp.once("data", resolve));
  }
  expect(tcp.closed).toBe(false);
  tcp.destroy();
  const greedy = await client((_request, answer) => setTimeout(() => answer.end("done"), 20), 1_000);
  greedy.write(REQUEST.repeat(9));
  expect(await untilClosed(greedy)).not.toContain("done");
});
