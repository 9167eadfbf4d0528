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

/** Two who came in, the second with the key of the first, accepted: each in the conversation with the other. Answers with the key. */
export async function areInTouch(owner: Confidant, writer: Confidant): Promise<string> {
  await owner.enters();
  const key = await owner.makesPrivateKey();
  await writer.enters();
  await writer.writesPrivatelyTo(key, owner.name);
  await writer.writes("Knock, knock");
  await owner.accepts(writer.name);
  return key;
}
