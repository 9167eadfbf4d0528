import { once } from "node:events";
import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";

interface Options {
  /** The path under which Parlor is published; nothing else is passed on. */
  prefix?: string;
  /** Whether the path goes on without that prefix. */
  strips?: boolean;
  /** What the proxy calls the server it speaks to, as nginx does when it is not told otherwise. */
  renames?: boolean;
  /** Whether it knows nothing of WebSockets. */
  pollingOnly?: boolean;
}

/** A reverse proxy of the plainest kind, between a browser and a Parlor on the loopback. */
export class WebProxy {
  /** Where a browser opens Parlor through it. */
  readonly url: string;
  /** The upgrades it passed on, by their paths. */
  readonly upgrades: string[] = [];
  readonly #server: Server;
  readonly #open = new Set<Socket>();
  readonly #target: string;
  readonly #options: Options;

  private constructor(server: Server, target: string, options: Options) {
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    this.url = `http://localhost:${port}${options.prefix ?? ""}`;
    this.#server = server;
    this.#target = target;
    this.#options = options;
  }

  /** Begins to listen, on a port of its own, and passes everything on to `target`. */
  static async started(target: string, options: Options = {}): Promise<WebProxy> {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const proxy = new WebProxy(server, target, options);
    server.on("connection", (socket: Socket) => {
      proxy.#open.add(socket);
      socket.once("close", () => proxy.#open.delete(socket));
    });
    server.on("request", (incoming, answer) => {
      const onward = proxy.#onward(incoming);
      if (!onward) return answer.writeHead(404).end("nothing here");
      onward.on("response", (back) => {
        answer.writeHead(back.statusCode ?? 502, back.headers);
        back.pipe(answer);
      });
      onward.on("error", () => answer.destroy());
      return incoming.pipe(onward);
    });
    server.on("upgrade", (incoming: IncomingMessage, near: Duplex, head: Buffer) =>
      proxy.#upgrade(incoming, near, head),
    );
    return proxy;
  }

  async close(): Promise<void> {
    // Those that became WebSockets are nobody's but ours.
    for (const socket of this.#open) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #onward({ url = "/", method, headers }: IncomingMessage) {
    const { prefix = "", strips, renames } = this.#options;
    if (url !== prefix && !url.startsWith(`${prefix}/`)) return undefined;
    const to = new URL(this.#target);
    const path = strips ? url.slice(prefix.length) || "/" : url;
    const host = renames ? to.host : headers.host;
    return request({ host: "127.0.0.1", port: to.port, method, path, headers: { ...headers, host }, agent: false });
  }

  #upgrade(incoming: IncomingMessage, near: Duplex, head: Buffer): void {
    near.on("error", () => undefined);
    const onward = this.#options.pollingOnly ? undefined : this.#onward(incoming);
    if (!onward) {
      near.end("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n");
      return;
    }
    this.upgrades.push(incoming.url ?? "");
    onward.on("upgrade", (back, far, first) => {
      far.on("error", () => near.destroy());
      near.on("close", () => far.destroy());
      far.on("close", () => near.destroy());
      const { rawHeaders } = back;
      const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
      near.write(`HTTP/1.1 101 Switching Protocols\r\n${lines.join("\r\n")}\r\n\r\n`);
      near.write(first);
      far.write(head);
      near.pipe(far).pipe(near);
    });
    onward.on("response", () => near.end("HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n"));
    onward.on("error", () => near.destroy());
    onward.end();
  }
}
