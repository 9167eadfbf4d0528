import type { BrowserContext } from "@playwright/test";

/** The scripts that a browser was given, by what is in them. */
export class Assets {
  private readonly bodies: Promise<string>[] = [];

  constructor(context: BrowserContext) {
    context.on("response", (response) => {
      if (response.url().endsWith(".js")) this.bodies.push(response.text().catch(() => ""));
    });
  }

  /** How many of them hold this. */
  async holding(text: string): Promise<number> {
    return (await Promise.all(this.bodies)).filter((body) => body.includes(text)).length;
  }

  get count(): number {
    return this.bodies.length;
  }
}
