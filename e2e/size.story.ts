import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { story } from "./harness/story.ts";

/** What may have come before the last messages can be read: JavaScript and CSS, gzip, bytes. */
const beforeReadable = 56 * 1024;

/** The scripts and style sheets a page has fetched, by address, each with its size in gzip. */
function fetched(page: Page): () => Promise<Record<string, number>> {
  const sizes = new Map<string, Promise<number>>();
  page.on("response", (response) => {
    const { pathname } = new URL(response.url());
    if (!/\.(?:js|css)$/.test(pathname)) return;
    sizes.set(
      pathname,
      response.body().then((body) => gzipSync(body, { level: 9 }).length),
    );
  });
  return async () =>
    Object.fromEntries(await Promise.all([...sizes].map(async ([path, size]) => [path, await size] as const)));
}

const sum = (sizes: Record<string, number>): number => Object.values(sizes).reduce((all, size) => all + size, 0);

story("a return costs 56 KB at most before messages can be read", async ({ ada }) => {
  await ada.enters();
  await ada.writes("Still here");
  const again = await ada.context.newPage();
  const sizes = fetched(again);
  // The scripts that come after the first messages are held back until these are on the screen.
  let isReadable = false;
  const held: (() => void)[] = [];
  await again.route(/\/assets\/(?:later\/|socket)/, async (route) => {
    if (!isReadable) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await again.goto("/");
  await expect(again.getByText("Still here")).toBeVisible();
  const early = await sizes();
  isReadable = true;
  for (const go of held) go();
  expect(sum(early), JSON.stringify(early, null, 1)).toBeLessThanOrEqual(beforeReadable);
});
