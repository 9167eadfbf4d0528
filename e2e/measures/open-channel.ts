/**
 * How long it takes from a click on a channel that was open before, 100 messages long, until it is painted. Prints one JSON
 * object; milliseconds. Run it on a quiet machine, with a fresh build: `node e2e/measures/open-channel.ts`.
 */
import type { Page } from "@playwright/test";
import { openBrowser } from "../../tools/browser.ts";
import { ParlorProcess } from "../../tools/parlor-process.ts";
import { seedMessages } from "./seed-messages.ts";

const MESSAGES = 100;
const SWITCHES = 40;
const channels = ["left", "right"];

/** Notes, for each click on a channel, when the frame that shows its last message was painted. */
function watchSwitches(): void {
  const painted: number[] = [];
  Object.assign(window, { painted });
  const isShown = (text: string): boolean => {
    const bottom = document.querySelector("[role=log]")?.getBoundingClientRect().bottom ?? 0;
    return [...document.querySelectorAll("[role=log] [data-seq]")].some(
      (row) =>
        row.textContent?.includes(text) &&
        row.getBoundingClientRect().top < bottom &&
        getComputedStyle(row).visibility !== "hidden",
    );
  };
  const switched = ({ timeStamp, target }: MouseEvent): void => {
    const name = (target as Element).closest("nav a")?.querySelector("[title]")?.getAttribute("title");
    if (!name) return;
    const { port1, port2 } = new MessageChannel();
    // A message posted by a frame's callback comes after that frame's layout and paint.
    const frame = () => port2.postMessage(undefined);
    port1.addEventListener("message", () => {
      if (isShown(`last of ${name}`)) painted.push(performance.now() - timeStamp);
      else requestAnimationFrame(frame);
    });
    port1.start();
    requestAnimationFrame(frame);
  };
  addEventListener("click", switched, true);
}

async function measure(page: Page): Promise<number[]> {
  const list = page.getByRole("navigation", { name: "Channels" });
  const painted = () => (window as unknown as { painted: number[] }).painted;
  for (let turn = 0; turn < SWITCHES; turn++) {
    await list.getByText(channels[turn % 2] ?? "", { exact: true }).click();
    await page.waitForFunction((turn) => (window as unknown as { painted: number[] }).painted.length > turn, turn);
  }
  // The first two of each fill the cache and warm up the program.
  return (await page.evaluate(painted)).slice(4);
}

const parlor = await ParlorProcess.started();
const browser = await openBrowser();
try {
  const token = await seedMessages(parlor.url, channels, MESSAGES);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB" });
  await context.addCookies([{ name: "parlor", value: token, url: parlor.url, httpOnly: true, sameSite: "Strict" }]);
  const page = await context.newPage();
  await page.addInitScript(watchSwitches);
  await page.goto(parlor.url);
  const times = (await measure(page)).toSorted((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(10 * (times[Math.floor(share * (times.length - 1))] ?? Number.NaN)) / 10;
  console.log(JSON.stringify({ open_channel_ms: at(0.5), p95_ms: at(0.95), switches: times.length }));
} finally {
  await browser.close();
  await parlor.clear();
}
