import type { Page } from "@playwright/test";

/** What came back of a command: only what tells one answer from another. */
export type Said = { ok: true; value: unknown } | { ok: false; error: { code: string; retryAfterMs?: number } };

interface Raw {
  say(name: string, input: object): Promise<Said>;
  heard: string[];
}

/** Somebody who speaks the protocol by hand, from the console of a page: everything that the page itself would never say. */
export class Stranger {
  private readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens a socket of its own in the page, with the page's session. */
  static async at(page: Page): Promise<Stranger> {
    await page.evaluate(async () => {
      const socket = new WebSocket(`${location.origin.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
      const heard: string[] = [];
      const waiting = new Map<number, (said: Said) => void>();
      let last = 0;
      await new Promise((resolve, reject) => {
        socket.addEventListener("error", reject);
        socket.addEventListener("message", ({ data }: MessageEvent<string>) => {
          if (data.startsWith("0")) socket.send("40");
          else if (data === "2") socket.send("3");
          else if (data.startsWith("40")) resolve(undefined);
          else if (data.startsWith("43")) {
            const [, id = "", answer = "[]"] = /^43(\d+)(.*)$/s.exec(data) ?? [];
            waiting.get(Number(id))?.(JSON.parse(answer)[0]);
          } else heard.push(data);
        });
      });
      const say = (name: string, input: object): Promise<Said> =>
        new Promise((resolve) => {
          waiting.set(++last, resolve);
          socket.send(`42${last}${JSON.stringify([name, input])}`);
        });
      Object.assign(window, { raw: { say, heard } satisfies Raw });
    });
    return new Stranger(page);
  }

  /** A command over the socket. */
  says(name: string, input: object): Promise<Said> {
    return this.page.evaluate(([command, given]) => (window as unknown as { raw: Raw }).raw.say(command, given), [
      name,
      input,
    ] as const);
  }

  /** The same over HTTP; with a token, as another session than the page's. */
  posts(name: string, input: object, token?: string): Promise<Said> {
    return this.page.evaluate(
      async ([command, given, bearer]) => {
        const headers = {
          "content-type": "application/json",
          // Who says from where they come is believed only of a proxy that is known.
          "x-forwarded-for": `10.0.0.${Math.floor(Math.random() * 250)}`,
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        };
        const credentials = bearer === undefined ? "same-origin" : "omit";
        const body = JSON.stringify(given);
        return (await fetch(`/api/v1/${command}`, { method: "POST", headers, credentials, body })).json();
      },
      [name, input, token] as const,
    );
  }

  /** Every event that came over the socket. */
  heard(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { raw: Raw }).raw.heard);
  }
}
