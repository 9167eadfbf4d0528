import { gzipSync } from "node:zlib";
import { expect, type Page } from "@playwright/test";
import { story } from "./harness/private-story.ts";

/**
 * What may have come before the last messages can be read: JavaScript and CSS, gzip, bytes. The chunk of Socket.IO is not part of
 * it, because until a socket is up the client reads by HTTP: the stories below show it, since they hold that chunk back until
 * the messages are on the screen.
 */
const beforeReadable = 56_000;

/** The same for all that a page fetches while nobody clicks anything. */
const withoutClick = 80_000;

/**
 * What seals and opens private messages, and how large it may be. It comes without a click only to a person who has private
 * messages in this browser: without it no conversation could be listed and no queued message sealed.
 */
const keys = /\/later\/(?:keys|at-rest)-/;
const opening = 44_000;

type Sizes = Record<string, number>;

/** The scripts and style sheets a page has fetched, by address, each with its size in gzip. */
function fetched(page: Page): () => Promise<Sizes> {
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

/** Holds back what the page must not need before messages can be read; `release` lets it through. */
async function holdBack(page: Page): Promise<() => void> {
  let isReleased = false;
  const held: (() => void)[] = [];
  await page.route(/\/assets\/(?:later\/|socket)/, async (route) => {
    if (!isReleased) await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  return () => {
    isReleased = true;
    for (const go of held) go();
  };
}

function isWithin(limit: number, sizes: Sizes, what: string): void {
  const sum = Object.values(sizes).reduce((all, size) => all + size, 0);
  const table = Object.entries(sizes).map(([path, size]) => `${String(size).padStart(8)} ${path}`);
  console.log([`${what}: ${sum} of ${limit} bytes`, ...table].join("\n"));
  expect(sum, what).toBeLessThanOrEqual(limit);
}

/** Everything unasked has been fetched when the parts after the first screen are there and the network is quiet. */
async function isQuiet(page: Page, sizes: () => Promise<Sizes>): Promise<void> {
  const names = async (): Promise<string> => Object.keys(await sizes()).join(" ");
  await expect.poll(names, { timeout: 15_000 }).toMatch(/\/later\/rest-[\w-]+\.js/);
  await page.waitForLoadState("networkidle");
}

story("56 KB at most come before messages can be read, on a first visit and on a return", async ({ ada, bo }) => {
  await ada.enters();
  await ada.writes("Still here");
  const again = await ada.context.newPage();
  for (const page of [again, bo.page]) {
    const sizes = fetched(page);
    const release = await holdBack(page);
    await page.goto("/");
    if (page === bo.page) await bo.names();
    await expect(page.getByText("Still here")).toBeVisible();
    isWithin(beforeReadable, await sizes(), page === bo.page ? "a first visit" : "a return");
    release();
  }
});

story("80 KB at most come without a click", async ({ bo }) => {
  const sizes = fetched(bo.page);
  await bo.enters();
  await isQuiet(bo.page, sizes);
  isWithin(withoutClick, await sizes(), "without a click");
});

story(
  "80 KB at most come without a click to a person with private messages too, besides what opens them",
  async ({ ada }) => {
    await ada.enters();
    await ada.makesPrivateKey();
    await ada.page.close();
    const page = await ada.context.newPage();
    const sizes = fetched(page);
    await page.goto("/");
    await isQuiet(page, sizes);
    await expect(page.getByRole("button", { name: "Show my private key" })).toBeVisible();
    const all = Object.entries(await sizes());
    isWithin(withoutClick, Object.fromEntries(all.filter(([path]) => !keys.test(path))), "with private messages");
    isWithin(opening, Object.fromEntries(all.filter(([path]) => keys.test(path))), "what opens private messages");
  },
);
