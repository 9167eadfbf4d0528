import { expect } from "@playwright/test";
import type { Confidant } from "./harness/confidant.ts";
import { story } from "./harness/private-story.ts";
import { narrowToo } from "./harness/story.ts";

/** Makes a link from the name menu, and reads it. */
async function makesLink(person: Confidant): Promise<string> {
  await person.picksOfAccount("Use Parlor on another device…");
  const link = person.dialog.locator("output");
  await expect(link).toHaveText(/\/#d=[\w-]{43}$/);
  return (await link.textContent()) ?? "";
}

/** The number that a new device shows. */
async function readsNumber({ page }: Confidant): Promise<string> {
  const title = page.getByRole("heading", { name: /^Your number is \d\d$/ });
  await expect(title).toBeVisible();
  return (await title.textContent())?.slice(-2) ?? "";
}

/** Signs another browser in as this person, by a link and a number. */
async function addsDevice(person: Confidant, device: Confidant): Promise<void> {
  await device.opens(await makesLink(person));
  await device.button("Continue").click();
  const number = await readsNumber(device);
  await person.dialog.getByRole("group", { name: "Numbers" }).getByRole("button", { name: number }).click();
  await person.dialog.getByRole("heading", { name: "Your other device is signed in" }).waitFor();
  await device.isReadyIn("general");
  await person.button("Done").click();
}

const devices = ({ dialog }: Confidant) => dialog.getByRole("listitem");

story(
  "one more device comes in by a link and a number, is listed and signed out, and twelve words bring the name back",
  narrowToo,
  async ({ ada, anotherBrowser }) => {
    story.setTimeout(90_000);
    await ada.enters();
    await ada.makesChannel("garden");
    await ada.writes("Beans are up");

    const phone = await anotherBrowser(ada);
    await phone.opens(await makesLink(ada));
    // The code is out of the address bar, and is not used before a click.
    expect(phone.page.url()).toBe(`${ada.wire.url}/`);
    await expect(phone.page.getByText("Continue only if you made it yourself.")).toBeVisible();
    await expect(ada.dialog.getByText("Works once, for")).toBeVisible();
    await phone.button("Continue").click();
    const number = await readsNumber(phone);
    await ada.dialog.getByRole("group", { name: "Numbers" }).getByRole("button", { name: number }).click();
    await ada.dialog.getByRole("heading", { name: "Your other device is signed in" }).waitFor();
    await phone.isReadyIn("general");
    await phone.picks("garden");
    await phone.sees("Beans are up", { by: "Ada" });

    await ada.button("Your devices").click();
    await expect(devices(ada)).toHaveCount(2);
    await expect(devices(ada).first()).toContainText("This device");
    await phone.picksOfAccount("Your devices…");
    await expect(devices(phone)).toHaveCount(2);
    await devices(ada)
      .last()
      .getByRole("button", { name: /^Sign out/ })
      .click();
    await ada.button("Sign it out").click();
    await expect(devices(ada)).toHaveCount(1);
    await expect(phone.page.getByText("You were signed out on this device.")).toBeVisible();
    await ada.button("Done").click();

    await ada.picksOfAccount("Recovery phrase…");
    await ada.button("Create my recovery phrase").click();
    const words = await ada.readsWordsShown();
    await ada.confirmsRecoveryWords(words);
    const library = await anotherBrowser(ada);
    await library.opens();
    await library.button("Restore with a recovery phrase").click();
    await library.restores(words);
    await library.isReadyIn("general");
    await library.picks("garden");
    await library.writes("Back, with nothing but a slip of paper");
    await ada.sees("Back, with nothing but a slip of paper", { by: "Ada" });
  },
);

story(
  "a link asks before it replaces who is here, and a wrong number or a second use lets nobody in @slow",
  async ({ ada, bo, anotherBrowser }) => {
    story.setTimeout(90_000);
    await ada.enters();
    await bo.enters();
    const link = await makesLink(ada);
    const sameBrowser = await ada.context.newPage();
    await sameBrowser.goto(link);
    await expect(sameBrowser.getByRole("heading", { name: "You are signed in here already, Ada" })).toBeVisible();
    await sameBrowser.close();

    // In an open tab, a link only changes the fragment.
    await bo.page.evaluate((hash) => location.assign(hash), new URL(link).hash);
    await expect(bo.page.getByRole("heading", { name: "You are Bo in this browser" })).toBeVisible();
    await bo.button("Use the link instead").click();
    const number = await readsNumber(bo);
    const late = await anotherBrowser(ada);
    await late.opens(link);
    await late.button("Continue").click();
    await expect(late.page.getByRole("heading", { name: "This link was used already" })).toBeVisible();
    await expect(ada.dialog.getByRole("alert")).toContainText("Another device tried this link too.");
    await ada.dialog
      .getByRole("group", { name: "Numbers" })
      .getByRole("button")
      .filter({ hasNotText: number })
      .first()
      .click();
    await expect(ada.dialog.getByRole("heading", { name: "That was not its number" })).toBeVisible();
    await expect(bo.page.getByRole("heading", { name: "Your other device said no" })).toBeVisible();
    await bo.button("Go to Parlor").click();
    await bo.isReadyIn("general");

    const usesNewLink = async (): Promise<void> => {
      await ada.button("Make a new link").click();
      await expect(ada.dialog.locator("output")).toHaveText(/#d=/);
      const link = (await ada.dialog.locator("output").textContent()) ?? "";
      await bo.page.evaluate((hash) => location.assign(hash), new URL(link).hash);
      await bo.button("Use the link instead").click();
      await readsNumber(bo);
    };
    // A person who gives up on the new device does not leave the first one waiting.
    await usesNewLink();
    await expect(ada.dialog.getByRole("heading", { name: "Which number does it show?" })).toBeVisible();
    await bo.button("Cancel").click();
    await expect(ada.dialog.getByRole("heading", { name: "The link no longer works" })).toBeVisible();
    await bo.isReadyIn("general");

    // With the right number, Bo's browser is Ada's, and Bo is signed out of it.
    await usesNewLink();
    await ada.dialog
      .getByRole("group", { name: "Numbers" })
      .getByRole("button", { name: await readsNumber(bo) })
      .click();
    bo.name = "Ada";
    await expect(bo.account).toBeVisible();
    await bo.isReadyIn("general");
  },
);

story(
  "a new recovery phrase offers to sign out all other devices, and without any others it does not",
  narrowToo,
  async ({ ada, anotherBrowser }) => {
    story.setTimeout(90_000);
    await ada.enters();
    const phone = await anotherBrowser(ada);
    await addsDevice(ada, phone);
    await ada.picksOfAccount("Recovery phrase…");
    await ada.button("Create my recovery phrase").click();
    await ada.confirmsRecoveryWords(await ada.readsWordsShown());
    await expect(ada.page.getByText("Your recovery phrase is confirmed.")).toBeVisible();
    await ada.button("Sign out all other devices").click();
    await expect(ada.page.getByText("All other devices are signed out.")).toBeVisible();
    await expect(phone.page.getByText("You were signed out on this device.")).toBeVisible();

    await ada.picksOfAccount("Recovery phrase…");
    await ada.button("I lost it…").click();
    await ada.button("Start over").click();
    await expect(ada.button("Create my recovery phrase")).toBeVisible();
    await ada.button("Create my recovery phrase").click();
    await ada.confirmsRecoveryWords(await ada.readsWordsShown());
    await expect(ada.page.getByText("Your recovery phrase is confirmed.")).toBeVisible();
    await expect(ada.button("Sign out all other devices")).toBeHidden();
  },
);

story(
  "leaving in one tab ends the other tabs within a second, and nothing of the person stays in the browser",
  async ({ ada }) => {
    await ada.enters();
    await ada.makesChannel("garden");
    const { page } = ada;
    const other = await ada.context.newPage();
    await other.goto(ada.wire.url);
    const composer = other.getByRole("textbox", { name: /^Message/ });
    await composer.fill("A draft of the other tab");
    await ada.composer.fill("A draft of this tab");
    await ada.account.click();
    await page.getByRole("menuitem", { name: "Leave this device…" }).click();
    const answered = page.waitForResponse(/session\.end$/);
    await page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
    expect(await (await answered).headerValue("clear-site-data")).toContain("cache");
    await expect(other.getByText("You were signed out on this device.")).toBeVisible({ timeout: 1_000 });
    await expect(ada.nameField).toBeVisible();
    const kept = await page.evaluate(() => Object.keys(localStorage));
    expect(kept.filter((key) => !key.endsWith("theme"))).toEqual([]);
    await other.reload();
    await page.reload();
    expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain("draft of");
  },
);
