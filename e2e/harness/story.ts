import { type Browser, type Page, test as base } from "@playwright/test";
import { ParlorProcess, type Settings } from "../../tools/parlor-process.ts";
import { Person } from "./person.ts";
import { Watch } from "./watch.ts";
import { Wire } from "./wire.ts";

interface Cast {
  /** The settings that the server of a story runs with. */
  settings: Settings;
  /** A fresh Parlor for this story alone. */
  parlor: ParlorProcess;
  /** Three people, each with a browser of their own. */
  ada: Person;
  bo: Person;
  cleo: Person;
}

/** Somebody with a browser and a network of their own, for as long as `use` takes. */
export async function present<P extends Person>(
  kind: new (page: Page, name: string, wire: Wire) => P,
  name: string,
  { browser, parlor }: { browser: Browser; parlor: ParlorProcess },
  use: (person: P) => Promise<void>,
): Promise<void> {
  const wire = await Wire.to(parlor);
  const context = await browser.newContext({ baseURL: wire.url });
  const watch = new Watch(context, name);
  await use(new kind(await context.newPage(), name, wire));
  await context.close();
  await wire.close();
  watch.heardNothing();
}

/** A browser story: real people's names, a real server, real browsers. */
export const story = base.extend<Cast>({
  settings: [{ PLACE_NAME: "The Reading Room" }, { option: true }],
  parlor: async ({ settings }, use) => {
    const parlor = await ParlorProcess.deployed(settings);
    await use(parlor);
    await parlor.clear();
  },
  ada: ({ browser, parlor }, use) => present(Person, "Ada", { browser, parlor }, use),
  bo: ({ browser, parlor }, use) => present(Person, "Bo", { browser, parlor }, use),
  cleo: ({ browser, parlor }, use) => present(Person, "Cleo", { browser, parlor }, use),
});

/** Marks for stories: in which windows, besides the wide and light one. */
export const narrowToo = { tag: "@narrow" };
export const touchOnly = { tag: "@touch" };
export const everywhere = { tag: "@everywhere" };

/** A mark for stories that take long: `npm run test:all` runs them. */
export const slow = { tag: "@slow" };
