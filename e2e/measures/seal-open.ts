/**
 * How long sealing and opening a private message take in Chromium: from the first call of Web Crypto for it to the end of the
 * last. Prints one JSON object; milliseconds. Run it on a quiet machine, with a fresh build: `node e2e/measures/seal-open.ts`.
 */
import type { Browser } from "@playwright/test";
import { openBrowser } from "../../tools/browser.ts";
import { ParlorProcess } from "../../tools/parlor-process.ts";
import { areInTouch } from "../harness/are-in-touch.ts";
import { Confidant } from "../harness/confidant.ts";
import { Wire } from "../harness/wire.ts";

const MESSAGES = 300;
/** The first of them warm the program up. */
const WARM = 50;

interface Noted {
  /** When each call of Web Crypto began and ended, since the last message. */
  calls: { from: number; to: number }[];
  /** When the last message left this page. */
  leftAt: number;
}

/** Notes every call of Web Crypto, and when a message leaves. */
function noteCalls(): void {
  const noted: Noted = { calls: [], leftAt: 0 };
  Object.assign(window, { noted });
  const { prototype } = SubtleCrypto;
  const table = prototype as unknown as Record<string, unknown>;
  for (const name of Object.getOwnPropertyNames(prototype)) {
    const original = Object.getOwnPropertyDescriptor(prototype, name)?.value;
    if (name === "constructor" || typeof original !== "function") continue;
    table[name] = async function (this: SubtleCrypto, ...args: unknown[]): Promise<unknown> {
      const call = { from: performance.now(), to: Infinity };
      noted.calls.push(call);
      try {
        return await Reflect.apply(original, this, args);
      } finally {
        call.to = performance.now();
      }
    };
  }
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (typeof data === "string" && data.includes('"message.send"')) noted.leftAt = performance.now();
    send.call(this, data);
  };
}

/** From the first to the last call since the one before; of those that had ended when the message left, if it leaves from here. */
function took(): number {
  const { noted } = window as unknown as { noted: Noted };
  const calls = noted.calls.filter(({ to }) => to <= (noted.leftAt || performance.now()));
  Object.assign(noted, { calls: [], leftAt: 0 });
  return Math.max(...calls.map(({ to }) => to)) - Math.min(...calls.map(({ from }) => from));
}

async function comes(browser: Browser, name: string, wire: Wire): Promise<Confidant> {
  const context = await browser.newContext({
    baseURL: wire.url,
    viewport: { width: 1280, height: 800 },
    locale: "en-GB",
  });
  const page = await context.newPage();
  await page.addInitScript(noteCalls);
  return new Confidant(page, name, wire);
}

const parlor = await ParlorProcess.started();
const wire = await Wire.to(parlor);
const browser = await openBrowser();
try {
  const [ada, bo] = [await comes(browser, "Ada", wire), await comes(browser, "Bo", wire)];
  await areInTouch(ada, bo);
  await ada.writes("Go");
  await bo.sees("Go");
  const sealing: number[] = [];
  const opening: number[] = [];
  for (let at = 0; at < MESSAGES; at += 1) {
    const text = `message ${at}, as long as most of them are`;
    for (const { page } of [ada, bo]) await page.evaluate(took);
    await bo.writes(text);
    await ada.timeline.getByText(text, { exact: true }).waitFor();
    await bo.timeline.locator("[data-seq]", { hasText: text }).waitFor();
    sealing.push(await bo.page.evaluate(took));
    opening.push(await ada.page.evaluate(took));
  }
  const at = (times: number[], share: number): number => {
    const sorted = times.slice(WARM).toSorted((a, b) => a - b);
    return Math.round(100 * (sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN)) / 100;
  };
  console.log(
    JSON.stringify({
      seal_ms: at(sealing, 0.5),
      seal_p95_ms: at(sealing, 0.95),
      open_ms: at(opening, 0.5),
      open_p95_ms: at(opening, 0.95),
      messages: MESSAGES - WARM,
    }),
  );
} finally {
  await browser.close();
  await wire.close();
  await parlor.clear();
}
