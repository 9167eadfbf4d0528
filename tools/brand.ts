import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { findBrowser } from "./browser.ts";

/** Draws the pictures that must be PNG from the one sign that is SVG: the card of a shared link, and the icons of the manifest. */
const publicDir = join(import.meta.dirname, "../packages/web/public");
const sign = await readFile(join(publicDir, "favicon.svg"), "utf8");
const green = "#0a6a4a";

/** Quiet on purpose: it stands small, in somebody else's list of messages. */
const card = `
  <style>
    body { margin: 0; width: 1200px; height: 630px; background: #fcfaf7; color: #2b231c; font-family: Inter, "Noto Sans", system-ui, sans-serif; position: relative }
    .sign { position: absolute; left: 96px; top: 88px; width: 104px }
    h1 { position: absolute; left: 96px; top: 226px; margin: 0; font-size: 104px; line-height: 1; letter-spacing: -0.035em; font-weight: 650 }
    p { position: absolute; left: 100px; top: 362px; margin: 0; font-size: 40px; line-height: 1.35; color: #6d6257; width: 480px }
    .said { position: absolute; left: 690px; display: flex; gap: 22px; align-items: end }
    .said i { width: 56px; height: 56px; border-radius: 16px; flex: none }
    .said b { display: block; border-radius: 26px 26px 26px 8px; background: #fff; border: 1.5px solid #e6ded3; font: 34px/88px Inter, "Noto Sans", system-ui, sans-serif; padding: 0 34px; white-space: nowrap }
    .said .own { background: ${green}; border-color: ${green}; color: #fcf6ea }
  </style>
  <div class="sign">${sign}</div>
  <h1>Parlor</h1>
  <p>Open a link, type a name, and talk.</p>
  <div class="said" style="top: 128px"><i style="background: #cfe3d8"></i><b>Is the kettle on?</b></div>
  <div class="said" style="top: 262px"><i style="background: #ecd9cf"></i><b>Since an hour ago</b></div>
  <div class="said" style="top: 396px"><i style="background: #d9d7ec"></i><b class="own">On my way</b></div>`;

/** Maskable: the colour to the edges, the drawing inside the circle that every mask leaves. */
const icon = (size: number): string => `
  <style>body { margin: 0; background: ${green} } svg { display: block; width: ${size}px; height: ${size}px }</style>${sign}`;

async function draw(page: Page, name: string, size: { width: number; height: number }, html: string): Promise<void> {
  await page.setViewportSize(size);
  await page.setContent(html);
  await page.screenshot({ path: join(publicDir, name) });
  console.log(`packages/web/public/${name}`);
}

const browser = await chromium.launch(await findBrowser());
const page = await browser.newPage();
await draw(page, "og.png", { width: 1200, height: 630 }, card);
for (const size of [192, 512]) await draw(page, `icon-${size}.png`, { width: size, height: size }, icon(size));
await browser.close();
