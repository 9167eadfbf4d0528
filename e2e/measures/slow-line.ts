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
      socket.on("close", () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
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

/** One way of the line: bytes queue behind each other at the given rate, then travel half a round trip. */
function lane({ bitsPerSecond, roundTripMs }: Line) {
  let freeAt = 0;
  return (bytes: Buffer, notBefore: number, arrive: (bytes: Buffer) => void): void => {
    const startsAt = Math.max(performance.now(), freeAt, notBefore);
    freeAt = startsAt + (bytes.length * 8_000) / bitsPerSecond;
    setTimeout(() => arrive(bytes), freeAt + roundTripMs / 2 - performance.now());
  };
}
