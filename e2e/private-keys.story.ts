import { expect } from "@playwright/test";
import { isAccessibleInBothLooks } from "./harness/accessible.ts";
import { Planted } from "./harness/planted.ts";
import { story } from "./harness/private-story.ts";
import { slow } from "./harness/story.ts";
import { standsNowhere } from "./harness/stands-nowhere.ts";
import { Tap } from "./harness/tap.ts";

const day = 24 * 60 * 60_000;
const notFound = "No private key like this works here. It may be mistyped, switched off, used up or expired.";

story(
  "keys renewed, switched off, limited, run out and chosen: what ended opens nothing, and conversations go on",
  slow,
  async ({ ada, bo, cleo, parlor }) => {
    story.setTimeout(90_000);
    const secrets = new Planted();
    const tap = await Tap.on(cleo.context, cleo.wire);
    const taps = [tap, await Tap.on(ada.context, ada.wire)];
    await ada.enters();
    const first = secrets.plant(await ada.makesPrivateKey());
    await isAccessibleInBothLooks(ada.page, "a private key");
    await bo.enters();
    // The link that the card hands out.
    await bo.opens(`/#k=${first}`);
    await expect(bo.dialog.getByText("This key belongs to Ada.")).toBeVisible();
    expect(bo.page.url()).not.toContain(first);
    await bo.button("Another key").click();
    await expect(bo.keyField).toHaveValue(first);
    await isAccessibleInBothLooks(bo.page, "new private message");
    await bo.button("Find").click();
    await expect(bo.dialog.getByText("This key belongs to Ada.")).toBeVisible();
    await isAccessibleInBothLooks(bo.page, "whose key it is");
    await bo.button("Write to Ada").click();
    await bo.isReadyWith("Ada");
    await bo.writes("Came by the link");
    await ada.accepts("Bo");

    await ada.goesHome();
    await ada.picksOfKey("Renew…");
    await ada.button("Renew").click();
    await expect(ada.key().getByRole("group", { name: "The key" })).not.toHaveText(first);
    const second = secrets.plant(await ada.readsKey());
    await cleo.enters();
    await cleo.writes("heard by all");
    await cleo.tries(first);
    await expect(cleo.dialog.getByText(notFound)).toBeVisible();
    await bo.writes("Still here");
    await ada.goesToTalk("Bo");
    await ada.sees("Still here", { by: "Bo" });
    await ada.writes("So am I");
    await bo.sees("So am I", { by: "Ada" });

    await cleo.tries(second);
    await expect(cleo.button("Write to Ada")).toBeVisible();
    await ada.goesHome();
    await ada.picksOfKey("Switch off…");
    await ada.button("Switch off").click();
    await expect(ada.button("Make my private key").first()).toBeVisible();
    await cleo.button("Write to Ada").click();
    await expect(cleo.dialog.getByText(notFound)).toBeVisible();
    await cleo.button("Another key").click();
    await cleo.tries(second);
    await expect(cleo.dialog.getByText(notFound)).toBeVisible();

    await ada.asksForKey({ label: secrets.plant("for one guest"), uses: 1 });
    if (await ada.button("Later").isVisible()) await ada.button("Later").click();
    const once = secrets.plant(await ada.readsKey("for one guest"));
    await expect(ada.key("for one guest").getByText("for 1 more person")).toBeVisible();
    await cleo.writesPrivatelyTo(once, "Ada");
    await cleo.writes("The one guest");
    await expect(ada.key("for one guest").getByText(/is used up/)).toBeVisible();
    await bo.tries(once);
    await expect(bo.dialog.getByText(notFound)).toBeVisible();
    await bo.button("Cancel").click();
    await ada.picksOfKey("People who used this key…", "for one guest");
    await expect(ada.dialog.getByRole("button", { name: "Cleo" })).toBeVisible();
    await ada.dialog.getByRole("button", { name: "Cleo" }).click();
    await expect(ada.page.getByText("They used your key “for one guest”.")).toBeVisible();

    // Made a day and an hour ago, for a day.
    await ada.page.clock.setFixedTime(Date.now() - day - day / 24);
    await ada.asksForKey({ label: "for yesterday", ends: "In a day" });
    await ada.page.clock.setFixedTime(Date.now());
    await ada.reloads();
    await expect(ada.key("for yesterday").getByText("has expired")).toBeVisible();
    await bo.tries(secrets.plant(await ada.readsKey("for yesterday")));
    await expect(bo.dialog.getByText(notFound)).toBeVisible();

    const phrase = secrets.plant("seven herons over Ålesund");
    await ada.button("New private key…").click();
    await ada.dialog.getByRole("radio", { name: /^Choose my own/ }).check();
    const field = ada.dialog.getByRole("textbox", { name: "Your phrase" });
    await field.fill("password1");
    await expect(ada.dialog.getByText("This is one of the first phrases that anyone would try.")).toBeVisible();
    await isAccessibleInBothLooks(ada.page, "a phrase of one's own");
    await ada.button("Cancel").click();
    await ada.asksForKey({ label: "to say aloud", phrase });
    await expect(ada.key("to say aloud").getByText(/chosen by you/)).toBeVisible();
    await bo.tries(`  ${phrase.replaceAll(" ", "   ")} `);
    await expect(bo.dialog.getByText("You already have a conversation.")).toBeVisible();
    await bo.button("Write to Ada").click();
    await expect(bo.composer).toBeFocused();
    await standsNowhere(secrets, { parlor, taps, control: "heard by all" });
  },
);
