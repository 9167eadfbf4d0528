import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { takePort } from "./early-port.ts";

const ASK = "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n";
const anyPort = { port: 0, host: "127.0.0.1" };

afterEach(() => void vi.useRealTimers());

/** A server that answers every request with "here". */
function answering(): Server {
  const server = createServer((_request, answer) => answer.end("here"));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return server;
}

async function connected(port: number): Promise<Socket> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  return socket;
}

test("R7 who asks before the server is there is answered when it is, and so is who asks later", async () => {
  const early = await takePort(anyPort);
  const before = await connected(early.port);
  before.write(ASK);
  // Also one that has said all it will.
  const closed = await connected(early.port);
  closed.end(ASK);
  const gone = await connected(early.port);
  gone.resetAndDestroy();
  const server = answering();
  await early.serve(server);
  expect((server.address() as AddressInfo).port).toBe(early.port);
  const after = await connected(early.port);
  after.write(ASK);
  const answers = await Promise.all([before, closed, after].map((socket) => text(socket)));
  expect(answers).toEqual(Array(3).fill(expect.stringMatching(/^HTTP\/1\.1 200 [^]*here/)));
});

test("R7 nobody waits longer than five seconds, and who comes after that is turned away until the server is there", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const early = await takePort(anyPort);
  const first = await connected(early.port);
  vi.advanceTimersByTime(5_000);
  await expect(text(first)).resolves.toBe("");
  await expect(text(await connected(early.port))).resolves.toBe("");
  await early.serve(answering());
  const after = await connected(early.port);
  after.write(ASK);
  await expect(text(after)).resolves.toMatch(/here/);
});

test("a port that is in use is known before anything is served", async () => {
  const early = await takePort(anyPort);
  await early.serve(answering());
  await expect(takePort({ ...anyPort, port: early.port })).rejects.toMatchObject({ code: "EADDRINUSE" });
});
