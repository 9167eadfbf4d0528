import { expect, type Page } from "@playwright/test";
import { type Person } from "./harness/person.ts";
import { narrowToo, story } from "./harness/story.ts";

const notice = (page: Page) => page.getByRole("status").filter({ hasText: "Parlor was updated." });

/** From now on the server hands out another build, and no part of the one that the open page runs. */
async function upgrade({ page }: Person): Promise<() => Promise<void>> {
  await page.route(
    (url) => url.pathname === "/",
    async (route) => {
      if (route.request().isNavigationRequest()) return route.continue();
      const response = await route.fetch().catch(() => undefined);
      // The server is away for a moment.
      if (!response) return route.abort();
      const body = (await response.text()).replaceAll(/main-[\w-]+\.js/g, "main-ANOTHER1.js");
      await route.fulfill({ response, body });
    },
  );
  await page.route(/\/assets\/later\//, (route) => route.fulfill({ status: 404 }));
  return () => page.unrouteAll({ behavior: "wait" });
}

story(
  "a tab from before an upgrade offers a reload when a part of it is gone, and loses nothing",
  narrowToo,
  async ({ ada }) => {
    // Between the page and the parts that come after the first screen.
    const settle = await upgrade(ada);
    await ada.enters();
    await ada.composer.fill("half a thought");
    await expect(notice(ada.page)).toBeVisible({ timeout: 15_000 });
    // First, because a request that is on its way while routes are taken away may never be answered.
    await settle();
    await notice(ada.page).getByRole("button", { name: "Reload to update" }).click();
    await ada.isReadyIn("general");
    await expect(ada.composer).toHaveValue("half a thought");
    await expect(notice(ada.page)).toHaveCount(0);
    await ada.account.click();
    await expect(ada.page.getByRole("menuitem", { name: "Change your name…" })).toBeVisible();
  },
);

story("a tab that was connected through an upgrade offers a reload, which can wait", async ({ ada, parlor }) => {
  await ada.enters();
  await upgrade(ada);
  await parlor.stop();
  await parlor.start();
  await expect(notice(ada.page)).toBeVisible({ timeout: 15_000 });
  await notice(ada.page).getByRole("button", { name: "Later" }).click();
  await expect(notice(ada.page)).toHaveCount(0);
  await ada.writes("Still works");
  await ada.sees("Still works", { confirmed: true });
});
