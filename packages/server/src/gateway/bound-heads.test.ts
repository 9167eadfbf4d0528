import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { testServer } from "../testing/test-server.ts";

const BEGUN = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n";

async function connected(url: string, from: string): Promise<Socket> {
  const socket = connect({ port: Number(new URL(url).port), host: "127.0.0.1", localAddress: from });
  socket.on("error", () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, "connect");
  return socket;
}

test("CON-12 an address may have fifty heads begun; the others that it begins are cut, and nothing else is", async () => {
  await using server = await testServer();
  const many = (count: number, from: string) =>
    Promise.all(Array.from({ length: count }, () => connected(server.url, from)));
  const [silent, begun, elsewhere] = await Promise.all([
    many(30, "127.0.0.1"),
    many(80, "127.0.0.1"),
    many(40, "127.0.0.2"),
  ]);
  const answered = await connected(server.url, "127.0.0.1");
  answered.write(`${BEGUN}\r\n`);
  await once(answered, "data");
  const cuts = begun.map((socket) => once(socket, "close"));
  for (const socket of [...begun, ...elsewhere]) socket.write(BEGUN);
  let cut = 0;
  const thirty = new Promise((resolve) => {
    for (const end of cuts) void end.then(() => ++cut === 30 && resolve(undefined));
  });
  await thirty;
  // A further look would find no more.
  expect([...silent, ...elsewhere, answered].filter((socket) => socket.closed)).toEqual([]);
  answered.write(`${BEGUN}\r\n`);
  await once(answered, "data");
  const kept = begun.filter((socket) => !socket.closed);
  expect(kept).toHaveLength(50);
  kept[0]?.write("\r\n");
  await expect(once(kept[0] as Socket, "data").then(String)).resolves.toMatch(/^HTTP\/1\.1 200/);
});
