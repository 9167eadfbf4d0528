/**
 * How long somebody who has a session waits for a channel they follow a link to, with nothing in the browser's cache:
 * 1.6 Mbit/s, 150 ms there and back, a processor four times slower. Prints one JSON object; times are milliseconds from the start of the navigation, medians of the runs.
 */
import { chromium, type Page } from "@playwright/test";
import { ParlorProcess } from "../../tools/parlor-process.ts";
import { findBrowser } from "../../tools/browser.ts";
import { slowLine } from "./slow-line.ts";

const RUNS = 5;
const LINE = { bitsPerSecond: 1_600_000, roundTripMs: 150 };
const SLOWER = 4;
const MESSAGES = 150;

interface Opened {
  readable: number;
  usable: number;
  bytes: number;
}

async function fill(parlor: ParlorProcess): Promise<{ token: string; path: string }> {
  const call = async <T>(command: string, input: object, token?: string): Promise<T> => {
    const answer = await fetch(`${parlor.url}/api/v1/${command}`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(input),
    });
    return ((await answer.json()) as { value: T }).value;
  };
  const { token } = await call<{ token: string }>("session.start", { displayName: "Ada", keep: "token" });
  const { channels } = await call<{ channels: { id: string }[] }>("channel.list", {}, token);
  for (let n = 1; n <= MESSAGES; n += 1) {
    const clientId = `01890000-0000-7000-8000-${String(n).padStart(12, "0")}`;
    const text = `Message ${n}: ${"some words of an ordinary length ".repeat(1 + (n % 4))}`;
    await call("message.send", { channelId: channels[0]?.id, clientId, text }, token);
  }
  return { token, path: `/c/${channels[0]?.id}/general` };
}

/** Notes in the page the first moments at which the last message stands there and the composer takes text. */
function watchFirstMoments(last: string): void {
  const moments: Partial<Record<"readable" | "usable", number>> = {};
  Object.assign(window, { moments });
  const look = () => {
    if (document.querySelector("[role=log]")?.textContent?.includes(last)) moments.readable ??= performance.now();
    const composer = document.querySelector<HTMLTextAreaElement>("textarea");
    if (composer && !composer.disabled) moments.usable ??= performance.now();
    requestAnimationFrame(look);
  };
  look();
}

async function open(page: Page, url: string): Promise<Opened> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await devtools.send("Network.enable");
  let bytes = 0;
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(watchFirstMoments, `Message ${MESSAGES}:`);
  await page.goto(url, { waitUntil: "commit" });
  const moments = await page.waitForFunction(() => {
    const { moments } = window as unknown as { moments: { readable?: number; usable?: number } };
    return moments.readable !== undefined && moments.usable !== undefined && moments;
  });
  return { ...((await moments.jsonValue()) as Omit<Opened, "bytes">), bytes };
}

function median(numbers: number[]): number {
  return Math.round(numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN);
}

const { executablePath, env } = await findBrowser();
const parlor = await ParlorProcess.started();
const { token, path } = await fill(parlor);
const line = await slowLine(new URL(parlor.url), LINE);
const browser = await chromium.launch({ executablePath, env: { ...(process.env as Record<string, string>), ...env } });
const runs: Opened[] = [];
try {
  for (let run = 1; run <= RUNS; run += 1) {
    // A new context has an empty cache and an empty store; only the cookie of the earlier visit is there.
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "en-GB" });
    await context.addCookies([{ name: "parlor", value: token, url: line.url, httpOnly: true, sameSite: "Strict" }]);
    runs.push(await open(await context.newPage(), line.url + path));
    console.error(`run ${run}: ${JSON.stringify(runs.at(-1))}`);
    await context.close();
  }
} finally {
  await browser.close();
  line.close();
  await parlor.clear();
}
console.log(
  JSON.stringify({
    readable_ms: median(runs.map((run) => run.readable)),
    usable_ms: median(runs.map((run) => run.usable)),
    transferred_kb: Math.round(median(runs.map((run) => run.bytes)) / 102.4) / 10,
    runs: runs.length,
  }),
);
