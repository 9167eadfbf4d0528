import { createServer, connect, type Socket } from "node:net";
import { once } from "node:events";

export interface Line {
  /** Bits per second, each way, shared by all connections of a way. */
  bitsPerSecond: number;
  /** Time for a packet there and back. */
  roundTripMs: number;
}

/** A TCP proxy on the loopback that behaves like a slow network: every byte pays for its way, and so does a handshake. */
export async function slowLine(target: URL, line: Line): Promise<{ url: string; close(): void }> {
  const open = new Set<Socket>();
  const down = lane(line);
  const up = lane(line);
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => undefined);
      socket.on("close", () => open.delete(socket));
    }
    // An end travels like everything else, behind the bytes that were sent before it.
    client.on("end", () => up(Buffer.alloc(0), 0, () => upstream.end()));
    upstream.on("end", () => down(Buffer.alloc(0), 0, () => client.end()));
    // Loopback shakes hands for nothing: the first bytes wait for the round trip that a handshake takes.
    const shakenAt = performance.now() + line.roundTripMs;
    client.on("data", (bytes) => up(bytes, shakenAt, (late) => upstream.write(late)));
    upstream.on("data", (bytes) => down(bytes, 0, (late) => client.write(late)));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://localhost:${port}`,
    close() {
      server.close();
      for (const socket of open) socket.destroy();
    },
  };
}

/**
 * One way of the line: bytes queue behind each other at the given rate, then travel half a round trip. One timer serves the
 * queue's head, since timers of different lengths may overtake each other.
 */
function lane({ bitsPerSecond, roundTripMs }: Line) {
  const queue: { at: number; arrive: () => void }[] = [];
  let freeAt = 0;
  const serve = (): void => {
    while (queue[0] && queue[0].at <= performance.now()) queue.shift()?.arrive();
    if (queue[0]) setTimeout(serve, queue[0].at - performance.now());
  };
  return (bytes: Buffer, notBefore: number, arrive: (bytes: Buffer) => void): void => {
    const startsAt = Math.max(performance.now(), freeAt, notBefore);
    freeAt = startsAt + (bytes.length * 8_000) / bitsPerSecond;
    queue.push({ at: freeAt + roundTripMs / 2, arrive: () => arrive(bytes) });
    if (queue.length === 1) serve();
  };
}
