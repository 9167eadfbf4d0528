import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "@playwright/test";
import { Confidant } from "./harness/confidant.ts";
import type { Person } from "./harness/person.ts";
import { Wire } from "./harness/wire.ts";
import { openBrowser } from "../tools/browser.ts";
import { ParlorProcess } from "../tools/parlor-process.ts";

/** `npm run screenshots`: the README's pictures, of real people's windows on a real server. */
const folder = join(import.meta.dirname, "../docs/screenshots");
const windows = {
  wide: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 },
  narrow: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
};

async function arrives(
  browser: Browser,
  parlor: ParlorProcess,
  name: string,
  look: "light" | "dark",
  size: keyof typeof windows,
): Promise<Confidant> {
  const wire = await Wire.to(parlor);
  const context = await browser.newContext({ ...windows[size], colorScheme: look, baseURL: wire.url, locale: "en-GB" });
  const person = new Confidant(await context.newPage(), name, wire);
  await person.enters();
  return person;
}

/** Somebody knocks with a key, is let in, and both write. Both are left in the conversation. */
async function talksPrivately(
  knocker: Confidant,
  owner: Confidant,
  key: string,
  said: [Confidant, string][],
): Promise<void> {
  await knocker.writesPrivatelyTo(key, owner.name);
  let isIn = false;
  for (const [person, text] of said) {
    if (person === owner && !isIn) await owner.accepts(knocker.name);
    isIn ||= person === owner;
    await person.writes(text);
    await person.sees(text, { confirmed: true });
  }
  for (const person of [knocker, owner]) await person.sees(said.at(-1)?.[1] ?? "");
}

async function takes(person: Person, file: string): Promise<void> {
  await person.page.screenshot({ path: join(folder, file) });
  console.log(`docs/screenshots/${file}`);
}

await mkdir(folder, { recursive: true });
const parlor = await ParlorProcess.started({ PLACE_NAME: "The Reading Room" });
const browser = await openBrowser();
try {
  const ada = await arrives(browser, parlor, "Ada", "light", "wide");
  const bo = await arrives(browser, parlor, "Bo", "dark", "wide");
  const cleo = await arrives(browser, parlor, "Cleo", "light", "narrow");
  for (const channel of ["book club", "garden", "the night sky"]) await ada.makesChannel(channel);
  for (const person of [ada, bo]) await person.enters("book club");
  const said: [Person, string][] = [
    [ada, "Has everyone got to the lighthouse by now?"],
    [bo, "Last night, well past midnight. I had to know how the dinner ends."],
    [bo, "The candles being lit is my favourite page so far."],
    [ada, "Mine too. Nothing happens, and everything does."],
    [cleo, "I am only at chapter nine 🙈 no spoilers please"],
    [bo, "Then Thursday at eight? There is tea, and Ada promised shortbread."],
    [ada, "I did. Here is the recipe, so you know what you are in for: https://example.org/shortbread"],
    [cleo, "Thursday is perfect"],
  ];
  await cleo.enters("book club");
  for (const [person, text] of said) {
    await person.writes(text);
    await person.sees(text, { confirmed: true });
  }
  for (const person of [ada, bo, cleo]) await person.sees("Thursday is perfect");
  await ada.makesPrivateKey();
  await ada.confirmsRecoveryWords(await ada.readsRecoveryWords());
  const key = await ada.readsKey();
  await ada.button("Dismiss").click();
  await talksPrivately(bo, ada, key, [
    [bo, "Is it still a surprise that Cleo turns forty on Thursday?"],
    [ada, "It is. You bring the candles, I bake twice as much."],
  ]);
  await talksPrivately(cleo, ada, key, [
    [cleo, "Between us: I will not get past chapter twelve."],
    [ada, "Nobody will know. Come for the shortbread."],
    [cleo, "You are the best 💛"],
  ]);
  await takes(cleo, "private-narrow-light.png");
  for (const person of [ada, bo, cleo]) await person.enters("book club");
  await cleo.composer.fill("See you");
  await ada.page.getByText("Cleo is typing…").waitFor();
  await ada.page.getByRole("banner").getByText("3 here").waitFor();
  await takes(ada, "wide-light.png");
  await takes(bo, "wide-dark.png");
  await takes(cleo, "narrow-light.png");
} finally {
  await browser.close();
  await parlor.clear();
}
process.exit(0);
