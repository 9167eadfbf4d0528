import { type BrowserContext, expect } from "@playwright/test";

/** Hears what no page may ever throw or report, on every page of a browser. */
export class Watch {
  private readonly whose: string;
  private readonly thrown: string[] = [];

  constructor(context: BrowserContext, whose: string) {
    this.whose = whose;
    context.on("weberror", (error) => this.thrown.push(error.error().message));
    context.on("console", (message) => {
      if (/Content Security Policy|Trusted ?(Type|HTML|Script)/i.test(message.text())) this.thrown.push(message.text());
    });
  }

  heardNothing(): void {
    expect(this.thrown, `errors on ${this.whose}'s page`).toEqual([]);
  }
}
