import { createServer, type Server } from "node:net";
import { Line } from "./line.ts";
import type { LineConduct } from "./line-conduct.ts";

/** The rig's own way between clients and server: it can be slow, silent, forgetful or gone, all lines alike or one by one. */
export class TcpProxy {
  readonly lines = new Set<Line>();
  readonly #server: Server;
  /** Of lines that come; those that are there keep their own. */
  #conduct: (line: Line) => Partial<LineConduct> = () => ({});

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listening(targetPort: number): Promise<TcpProxy> {
    const server = createServer();
    const proxy = new TcpProxy(server);
    server.on("connection", (client) => {
      const line = new Line(client, targetPort, () => proxy.lines.delete(line));
      proxy.lines.add(line);
      line.behave(proxy.#conduct(line));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get url(): string {
    const address = this.#server.address();
    return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;
  }

  /** How every line behaves from now on, those to come included. What is left out is as in a sound network. */
  behave(conduct: (line: Line) => Partial<LineConduct>): void {
    this.#conduct = conduct;
    for (const line of this.lines) line.behave(conduct(line));
  }

  /** Breaks lines with a reset; all of them unless `which` chooses. */
  reset(which: (line: Line) => boolean = () => true): void {
    for (const line of [...this.lines]) if (which(line)) line.reset();
  }

  close(): void {
    this.#server.close();
    this.reset();
  }
}
