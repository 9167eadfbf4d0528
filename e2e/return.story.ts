import { expect } from "@playwright/test";
import { Person } from "./harness/person.ts";
import { Profile } from "./harness/profile.ts";
import { slow, story } from "./harness/story.ts";
import { Wire } from "./harness/wire.ts";

story(
  "close the browser and come back: the same name, the same channel, no question",
  async ({ playwright, parlor, contextOptions, launchOptions }) => {
    const wire = await Wire.to(parlor);
    const profile = await Profile.fresh({ playwright, contextOptions, launchOptions }, wire);
    let ada = new Person(await profile.open(), "Ada", wire);
    await ada.enters();
    await ada.makesChannel("where I was");
    await ada.writes("Back in a minute");
    await ada.sees("Back in a minute", { confirmed: true });
    await profile.close();

    ada = new Person(await profile.open(), "Ada", wire);
    await ada.opens();
    await ada.isReadyIn("where I was");
    await expect(ada.account).toBeVisible();
    await expect(ada.composer).toBeFocused();
    await ada.sees("Back in a minute", { by: "Ada" });
    await profile.clear();
    await wire.close();
  },
);

story(
  "a remembered channel that is gone falls back to the default one, with a line of notice",
  slow,
  async ({ ada, bo }) => {
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
      await expect(bo.page.getByText("#short-lived was archived by Ada. This is #general.")).toBeVisible();
    }
  },
);
