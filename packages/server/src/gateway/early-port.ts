import { once } from "node:events";
import type { Server as HttpServer } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { Config } from "../config.ts";

/** Connections the system keeps while the event loop is busy with loading: those of a large crowd that comes back. */
const BACKLOG = 4_096;
/** Connections kept waiting here. One past it is closed, and its client tries again. */
const WAITING_MOST = 5_000;
/** An upgrade of a large database takes longer; then a proxy should say at once that nobody is there. */
const WAITING_MOST_MS = 5_000;

/**
 * A port that is taken before there is a server. After a deploy people come back while the next server still loads, and each
 * who is refused waits for their next try, so they wait here instead, unread, until the server is there.
 */
export interface EarlyPort {
  readonly port: number;
  /** How long this process took from its start until the port was taken. */
  readonly takenMs: number;
  /** Gives the port, and everybody who waits at it, to `server`, which listens from now on. */
  serve(server: HttpServer): Promise<void>;
}

/** Takes the port of the settings, on every address of the machine unless one is set. Rejects with Node's error. */
export async function takePort({ port, host }: Pick<Config, "port" | "host">): Promise<EarlyPort> {
  const waiting: Socket[] = [];
  let isLate = false;
  // HTTP answers on a connection whose client has said all it will, as Node's own server does.
  const early = createServer({ pauseOnConnect: true, allowHalfOpen: true, noDelay: true }, (socket) => {
    if (isLate || waiting.length >= WAITING_MOST) socket.destroy();
    else waiting.push(socket.on("error", ignore));
  });
  await listen(early, port, host);
  const late = setTimeout(() => {
    isLate = true;
    for (const socket of waiting.splice(0)) socket.destroy();
  }, WAITING_MOST_MS);
  return {
    port: (early.address() as AddressInfo).port,
    takenMs: performance.now(),
    async serve(server) {
      clearTimeout(late);
      // The handle is the server's from here on: `early` gets no connection any more.
      server.listen(early, BACKLOG);
      await once(server, "listening");
      // One that was closed meanwhile goes the usual way too: the server sees its end.
      for (const socket of waiting.splice(0)) {
        server.emit("connection", socket.off("error", ignore));
        socket.resume();
      }
    },
  };
}

function ignore(): void {}

type Listener = ReturnType<typeof createServer>;

/** Also where IPv6 is switched off. */
async function listen(early: Listener, port: number, host: string | undefined): Promise<void> {
  try {
    await listening(early, port, host ?? "::");
  } catch (failure) {
    if (host || (failure as NodeJS.ErrnoException).code !== "EAFNOSUPPORT") throw failure;
    await listening(early, port, "0.0.0.0");
  }
}

async function listening(early: Listener, port: number, host: string): Promise<void> {
  early.listen({ port, host, backlog: BACKLOG });
  await once(early, "listening");
}
