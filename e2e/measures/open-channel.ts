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
  const painted: { at: string; ms: number }[] = [];
  Object.assign(window, { painted });
  addEventListener(
    "click",
    ({ timeStamp, target }) => {
      const name = (target as Element).closest("nav a")?.querySelector("[title]")?.getAttribute("title");
      if (!name) return;
      const look = (): void => {
        const rows = document.querySelectorAll<HTMLElement>("[role=log] [data-seq]");
        const last = [...rows].find((row) => row.textContent?.includes(`last of ${name}`));
        const view = document.querySelector("[role=log]")?.getBoundingClientRect();
        const box = last?.getBoundingClientRect();
        const isSeen = last && view && box && box.top < view.bottom && getComputedStyle(last).visibility !== "hidden";
        if (!isSeen) return void requestAnimationFrame(look);
        // A message posted from a frame's callback comes after that frame's layout and paint.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => painted.push({ at: name, ms: performance.now() - timeStamp });
        port2.postMessage(undefined);
      };
      requestAnimationFrame(look);
    },
    true,
  );
}

async function measure(page: Page): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < SWITCHES; turn++) {
    await page
      .getByRole("navigation", { name: "Channels" })
      .getByText(channels[turn % 2] ?? "", { exact: true })
      .click();
    await page.waitForFunction((count) => (window as unknown as { painted: unknown[] }).painted.length > count, turn);
  }
  const painted = await page.evaluate(() => (window as unknown as { painted: { ms: number }[] }).painted);
  for (const { ms } of painted.slice(4)) times.push(ms);
  return times;
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
