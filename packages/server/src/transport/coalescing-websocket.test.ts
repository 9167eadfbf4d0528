import { createServer } from "node:http";
import type { AddressInfo, Socket as TcpSocket } from "node:net";
import { Server } from "socket.io";
import { io as connect } from "socket.io-client";
import { afterEach, expect, test } from "vitest";
import { peaceful } from "../testing/peaceful.ts";
import { RawClient } from "../testing/raw-client.ts";
import { CoalescingAdapter } from "./coalescing-adapter.ts";
import { CoalescingEngine } from "./coalescing-engine.ts";
import type { InboundRule } from "./inbound-meter.ts";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

async function place(inbound: InboundRule = peaceful) {
  const http = createServer();
  const accepted: TcpSocket[] = [];
  http.on("connection", (tcp: TcpSocket) => accepted.push(tcp));
  let cuts = 0;
  const engine = new CoalescingEngine({ perMessageDeflate: false }, () => (cuts += 1), inbound);
  engine.attach(http, { path: "/socket.io" });
  const io = new Server({ serveClient: false, adapter: CoalescingAdapter });
  io.bind(engine);
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  closing.push(() => (io.disconnectSockets(true), http.close()));
  return { io, port: (http.address() as AddressInfo).port, accepted, cuts: () => cuts };
}

async function client(port: number): Promise<RawClient> {
  const raw = await RawClient.open(port);
  closing.push(() => raw.tcp.destroy());
  return raw;
}

test("R6 whatever a socket gets in one turn of the loop is one write", async () => {
  const { io, port, accepted } = await place();
  const raw = await client(port);
  const [tcp] = accepted;
  const write = tcp?.write.bind(tcp);
  let writes = 0;
  if (tcp && write) tcp.write = (bytes: Buffer) => ((writes += 1), write(bytes));
  for (let n = 0; n < 100; n += 1) io.emit("said", n);
  for (const socket of io.sockets.sockets.values()) socket.emit("own", "end");
  await raw.sees('["own","end"]');
  expect(writes).toBe(1);
});

test("R6 a socket that reads nothing is cut once it is a mebibyte behind, and the others get everything", async () => {
  const { io, port, accepted, cuts } = await place();
  const slow = await client(port);
  const [slowTcp] = accepted;
  const quick = await client(port);
  slow.tcp.pause();
  const text = "z".repeat(50_000);
  let sent = 0;
  let most = 0;
  while (cuts() === 0) {
    io.emit("said", sent++, text);
    // Each turn waits until the quick one has it, as a crowd of readers would.
    await quick.sees(`["said",${sent - 1},`);
    quick.forget();
    most = Math.max(most, slowTcp?.writableLength ?? 0);
  }
  expect(cuts()).toBe(1);
  expect(slowTcp?.destroyed).toBe(true);
  expect(most).toBeLessThan(1_048_576 + 2 * 51_000);
  expect(io.sockets.sockets.size).toBe(1);
  io.emit("said", "to the end");
  await quick.sees("to the end");
});

test("R6 a socket that reads nothing is cut within the turn in which it is sent more than any client takes", async () => {
  const { io, port, accepted, cuts } = await place();
  const slow = await client(port);
  const [slowTcp] = accepted;
  slow.tcp.pause();
  let most = 0;
  for (let n = 0; n < 64; n += 1) {
    io.emit("page", "p".repeat(1_000_000));
    most = Math.max(most, slowTcp?.writableLength ?? 0);
  }
  await new Promise(setImmediate);
  expect(cuts()).toBe(1);
  expect(most).toBeLessThan(6_000_000);
});

test("R6 a volatile event is dropped for a socket that is behind, and for nobody else", async () => {
  const { io, port, accepted } = await place();
  const slow = await client(port);
  const [slowTcp] = accepted;
  const quick = await client(port);
  slow.tcp.pause();
  const isTaken = (): boolean => slowTcp?.writableLength === 0;
  while (isTaken()) {
    io.emit("said", "f".repeat(50_000));
    await new Promise(setImmediate);
  }
  io.volatile.emit("typing", "a whim");
  io.emit("said", "a promise");
  await quick.sees("a promise");
  expect(quick.received).toContain("a whim");
  slow.tcp.resume();
  await slow.sees("a promise");
  expect(slow.received).not.toContain("a whim");
});

test("MSG-4 nothing is lost, doubled or reordered while a client moves from polling to WebSocket", async () => {
  const { io, port } = await place();
  let sent = 0;
  const socket = connect(`http://127.0.0.1:${port}`, { transports: ["polling", "websocket"], forceNew: true });
  closing.push(() => socket.disconnect());
  const got: number[] = [];
  const upgraded = new Promise<void>((resolve) => {
    // On opening, since the way to WebSocket may be done before the namespace is open.
    socket.io.on("open", () => socket.io.engine.once("upgrade", () => resolve()));
  });
  socket.on("said", (n: number) => got.push(n));
  const done = new Promise<void>((resolve) => socket.on("end", resolve));
  io.on("connection", (far) => {
    void far.join("a");
    far.on("more", (next: () => void) => {
      for (let n = 0; n < 5; n += 1) {
        io.to("a").emit("said", sent++);
        far.emit("said", sent++);
      }
      next();
    });
  });
  const ask = (): void => void socket.emit("more", () => (over ? socket.emit("more", () => io.emit("end")) : ask()));
  let over = false;
  socket.on("connect", ask);
  await upgraded;
  over = true;
  await done;
  expect(got).toEqual(Array.from({ length: sent }, (_, n) => n));
});

test("API-7 a flood of WebSocket pongs that nobody asked for is cut", async () => {
  let floods = 0;
  const { port, accepted } = await place({ burst: 500, perSecond: 50, onFlood: () => (floods += 1) });
  const raw = await client(port);
  const [tcp] = accepted;
  const gone = new Promise<void>((resolve) => tcp?.once("close", () => resolve()));
  // RFC 6455 5.5.3: FIN set, opcode 10, masked with zeros, empty.
  const pong = Buffer.from([0x8a, 0x80, 0, 0, 0, 0]);
  raw.tcp.on("error", () => undefined);
  raw.tcp.write(Buffer.concat(Array.from({ length: 2_000 }, () => pong)));
  await gone;
  expect(floods).toBe(1);
});
