/**
 * How a channel of 20,000 imported messages scrolls, from its end to its start, with nothing else going on. Prints one JSON
 * object; milliseconds a frame. Run it on a quiet machine: `node e2e/measures/long-scroll.ts`.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBrowser } from "../../tools/browser.ts";
import { ParlorProcess } from "../../tools/parlor-process.ts";
import { corpus } from "../harness/corpus.ts";
import { Person } from "../harness/person.ts";
import { walkUp } from "../harness/walk-up.ts";
import { Wire } from "../harness/wire.ts";

const folder = await mkdtemp(join(tmpdir(), "parlor-corpus-"));
const parlor = await ParlorProcess.started();
await parlor.import(await corpus(folder), "archive");
const wire = await Wire.to(parlor);
const browser = await openBrowser();
const page = await browser.newPage({ baseURL: wire.url, locale: "en-GB", viewport: { width: 1280, height: 800 } });
try {
  const reader = new Person(page, "Reader", wire);
  await reader.enters("archive");
  const { missed, ...walk } = await walkUp(reader.timeline);
  console.log(JSON.stringify({ ...walk, missed: missed.length }));
} finally {
  await browser.close();
  await wire.close();
  await parlor.clear();
  await rm(folder, { recursive: true });
}
