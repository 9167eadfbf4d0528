import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { openBrowser } from "./browser.ts";

/** Draws what must be PNG from the drawings that are SVG: the card of a shared link, and the icons of the manifest. */
const web = join(import.meta.dirname, "../packages/web");
const card = await readFile(join(web, "build/card.svg"), "utf8");
const sign = await readFile(join(web, "public/favicon.svg"), "utf8");
/** Its colour to the edges: every launcher cuts its own shape out of a maskable icon. */
const unrounded = sign.replace(' rx="9"', "");

async function draw(page: Page, name: string, [width, height]: [number, number], svg: string): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.setContent(
    `<style>body { margin: 0 } svg { display: block; width: ${width}px; height: ${height}px }</style>${svg}`,
  );
  await page.screenshot({ path: join(web, "public", name), omitBackground: true });
  console.log(`packages/web/public/${name}`);
}

const browser = await openBrowser();
const page = await browser.newPage();
await draw(page, "og.png", [1200, 630], card);
await draw(page, "icon-192.png", [192, 192], sign);
await draw(page, "icon-512.png", [512, 512], unrounded);
await browser.close();
