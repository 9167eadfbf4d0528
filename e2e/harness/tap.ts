import type { BrowserContext, Page } from "@playwright/test";
import type { Wire } from "./wire.ts";

/**
 * Everything that goes between somebody's browser and the server. Addresses, bodies and answers are read off the wire; the
 * frames of sockets in the browser, since a browser masks what it sends in them.
 */
export class Tap {
  /** The frames of every socket, both ways. */
  readonly frames: string[] = [];
  private readonly wire: Wire;

  private constructor(context: BrowserContext, wire: Wire) {
    this.wire = wire;
    for (const page of context.pages()) this.onPage(page);
    context.on("page", (page) => this.onPage(page));
  }

  static async on(context: BrowserContext, wire: Wire): Promise<Tap> {
    // Or longer answers would come packed, and nothing would be found in them.
    await context.setExtraHTTPHeaders({ "accept-encoding": "identity" });
    wire.record();
    return new Tap(context, wire);
  }

  /** All of it so far, as bytes. */
  all(): Buffer {
    return Buffer.concat([this.wire.recorded(), Buffer.from(this.frames.join("\n"))]);
  }

  private onPage(page: Page): void {
    page.on("websocket", (socket) => {
      socket.on("framesent", ({ payload }) => this.frames.push(String(payload)));
      socket.on("framereceived", ({ payload }) => this.frames.push(String(payload)));
    });
  }
}
