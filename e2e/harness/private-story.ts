import { type BrowserContext } from "@playwright/test";
import { Confidant } from "./confidant.ts";
import { present, story as base } from "./story.ts";
import { Watch } from "./watch.ts";

interface Confidants {
  ada: Confidant;
  bo: Confidant;
  cleo: Confidant;
  /** One more browser for somebody, with nothing in it. */
  anotherBrowser: (person: Confidant) => Promise<Confidant>;
}

/** A browser story about private messages. */
export const story = base.extend<Confidants>({
  settings: { PLACE_NAME: "The Reading Room", LOG_LEVEL: "trace" },
  ada: ({ browser, parlor }, use) => present(Confidant, "Ada", { browser, parlor }, use),
  bo: ({ browser, parlor }, use) => present(Confidant, "Bo", { browser, parlor }, use),
  cleo: ({ browser, parlor }, use) => present(Confidant, "Cleo", { browser, parlor }, use),
  anotherBrowser: async ({ browser }, use) => {
    const opened: { context: BrowserContext; watch: Watch }[] = [];
    await use(async ({ name, wire }) => {
      const context = await browser.newContext({ baseURL: wire.url });
      opened.push({ context, watch: new Watch(context, name) });
      return new Confidant(await context.newPage(), name, wire);
    });
    for (const { context, watch } of opened) {
      await context.close();
      watch.heardNothing();
    }
  },
});
