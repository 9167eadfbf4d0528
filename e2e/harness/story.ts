import { type Browser, test as base } from "@playwright/test";
import { ParlorProcess, type Settings } from "../../tools/parlor-process.ts";
import { Person } from "./person.ts";

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

async function arrives(browser: Browser, parlor: ParlorProcess, name: string): Promise<Person> {
  const context = await browser.newContext({ baseURL: parlor.url });
  const page = await context.newPage();
  page.on("pageerror", (error) => {
    throw new Error(`${name}'s page threw: ${error.message}`);
  });
  return new Person(page, name);
}

/** A browser story: real people's names, a real server, real browsers. */
export const story = base.extend<Cast>({
  settings: [{ PLACE_NAME: "The Reading Room" }, { option: true }],
  parlor: async ({ settings }, use) => {
    const parlor = await ParlorProcess.started(settings);
    await use(parlor);
    await parlor.clear();
  },
  ada: async ({ browser, parlor }, use) => {
    const ada = await arrives(browser, parlor, "Ada");
    await use(ada);
    await ada.context.close();
  },
  bo: async ({ browser, parlor }, use) => {
    const bo = await arrives(browser, parlor, "Bo");
    await use(bo);
    await bo.context.close();
  },
  cleo: async ({ browser, parlor }, use) => {
    const cleo = await arrives(browser, parlor, "Cleo");
    await use(cleo);
    await cleo.context.close();
  },
});

/** Marks for stories: in which windows, besides the wide and light one. */
export const narrowToo = { tag: "@narrow" };
export const everywhere = { tag: "@everywhere" };
