import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { Person } from "./harness/person.ts";
import { story } from "./harness/story.ts";
import { Wire } from "./harness/wire.ts";

story(
  "close the browser and come back: the same name, the same channel, no question",
  async ({ playwright, parlor, contextOptions, launchOptions }) => {
    const profile = await mkdtemp(join(tmpdir(), "parlor-profile-"));
    const wire = await Wire.to(parlor);
    const opensBrowser = async (): Promise<Person> => {
      const context = await playwright.chromium.launchPersistentContext(profile, {
        ...launchOptions,
        ...contextOptions,
        baseURL: wire.url,
      });
      return new Person(context.pages()[0] ?? (await context.newPage()), "Ada", wire);
    };
    let ada = await opensBrowser();
    await ada.enters();
    await ada.makesChannel("where I was");
    await ada.writes("Back in a minute");
    await ada.sees("Back in a minute", { confirmed: true });
    await ada.context.close();

    ada = await opensBrowser();
    await ada.opens();
    await ada.isReadyIn("where I was");
    await expect(ada.account).toBeVisible();
    await expect(ada.composer).toBeFocused();
    await ada.sees("Back in a minute", { by: "Ada" });
    await ada.context.close();
    await wire.close();
    await rm(profile, { recursive: true });
  },
);

story("a remembered channel that is gone falls back to the default one, with a line of notice", async ({ ada, bo }) => {
  await ada.enters();
  await ada.makesChannel("short-lived");
  await bo.enters("short-lived");
  const path = new URL(bo.page.url()).pathname;
  await bo.opens("about:blank");
  await ada.page.getByRole("button", { name: "Channel options" }).click();
  await ada.page.getByRole("menuitem", { name: "Archive channel…" }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await ada.isReadyIn("general");
  for (const address of ["/", path]) {
    await bo.opens(address);
    await bo.isReadyIn("general");
    await expect(bo.page.getByText("That channel is no longer here. This is #general.")).toBeVisible();
  }
});
