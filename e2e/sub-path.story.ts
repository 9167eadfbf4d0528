import { expect } from "@playwright/test";
import type { ParlorProcess } from "../tools/parlor-process.ts";
import { slow, story } from "./harness/story.ts";
import { WebProxy } from "./harness/web-proxy.ts";

/** Publishes a Parlor under /chat through two proxies: one passes the path on as it is, the other without the prefix. */
async function published(parlor: ParlorProcess, pollingOnly: boolean): Promise<{ kept: WebProxy; stripped: WebProxy }> {
  const kept = await WebProxy.started(parlor.url, { prefix: "/chat", pollingOnly });
  const stripped = await WebProxy.started(parlor.url, { prefix: "/chat", pollingOnly, strips: true });
  await parlor.stop();
  await parlor.start({ PUBLIC_URL: `${kept.url}, ${stripped.url}` });
  return { kept, stripped };
}

for (const pollingOnly of [false, true]) {
  const transport = pollingOnly ? "polling" : "WebSocket";
  story(
    `under a path of a host two people talk over ${transport}, reload and share links`,
    pollingOnly ? slow : {},
    async ({ ada, bo, parlor }) => {
      const { kept, stripped } = await published(parlor, pollingOnly);
      const strays: string[] = [];
      for (const { context } of [ada, bo])
        context.on("request", (request) => {
          const { pathname } = new URL(request.url());
          if (!pathname.startsWith("/chat")) strays.push(pathname);
        });

      await ada.page.goto(`${kept.url}/`);
      await ada.enters();
      await bo.page.goto(stripped.url);
      await bo.enters();
      await ada.writes("over here");
      await bo.sees("over here", { by: "Ada" });
      await bo.writes("found it");
      await ada.sees("found it", { by: "Bo" });
      expect(kept.upgrades.length + stripped.upgrades.length > 0).toBe(!pollingOnly);

      const [cookie] = await ada.context.cookies(`${kept.url}/`);
      expect(cookie).toMatchObject({
        name: expect.stringMatching(/^parlor-/),
        path: "/chat",
        sameSite: "Strict",
        httpOnly: true,
      });

      // A deep link, a name of its own in the address, and the way back to the start.
      expect(new URL(ada.page.url()).pathname).toMatch(/^\/chat\/c\/[\w-]{12}\/general$/);
      await ada.page.reload();
      await ada.sees("found it", { by: "Bo" });
      await ada.page.getByRole("link", { name: /, home$/ }).click();
      await expect(ada.page).toHaveURL(`${kept.url}/home`);
      await ada.page.reload();
      await expect(ada.page).toHaveURL(`${kept.url}/home`);
      await bo.page.goto(`${stripped.url}/nowhere/at/all`);
      await bo.sees("over here", { by: "Ada" });

      const stored = await ada.page.evaluate(() => Object.keys(localStorage));
      expect(stored.length).toBeGreaterThan(0);
      expect(stored.filter((key) => !key.startsWith("parlor/chat."))).toEqual([]);
      expect(strays).toEqual([]);
      await kept.close();
      await stripped.close();
    },
  );
}

story("under a path the parts that come later load too, and a private key's link opens", async ({ ada, parlor }) => {
  const { kept, stripped } = await published(parlor, false);
  const missing: string[] = [];
  ada.page.on("response", (response) => {
    if (response.status() >= 400 && !response.url().includes("/api/")) missing.push(response.url());
  });
  await ada.page.goto(`${kept.url}/`);
  await ada.enters();
  await ada.page.goto(`${kept.url}/#k=not-a-key`);
  await expect(ada.page.getByRole("dialog")).toBeVisible();
  await expect(ada.page).toHaveURL(/\/chat\/(?:c\/.*)?$/);
  expect(missing).toEqual([]);
  await kept.close();
  await stripped.close();
});
