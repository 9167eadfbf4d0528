import { expect } from "@playwright/test";
import { isAccessible } from "./harness/accessible.ts";
import type { Person } from "./harness/person.ts";
import { everywhere, slow, story } from "./harness/story.ts";

story(
  "axe finds nothing on the way in: the name step, empty and refused",
  { tag: [everywhere.tag, slow.tag] },
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.opens();
    await expect(bo.page.getByText("1 person is here now")).toBeVisible();
    await isAccessible(bo.page, "name step");
    await bo.names("Ada");
    await expect(bo.page.getByRole("button", { name: /^Use “/ })).toBeVisible();
    await isAccessible(bo.page, "name step, refused");
  },
);

story(
  "axe finds nothing in a channel: empty, in use, with its menus and dialogs, and offline",
  { tag: [everywhere.tag, slow.tag] },
  async ({ ada, bo }) => {
    await ada.enters();
    await ada.makesChannel("reading");
    await isAccessible(ada.page, "empty channel");
    await bo.enters("reading");
    await bo.writes("A link: https://example.org, and a name in it");
    await ada.writes("And one of mine");
    await bo.composer.pressSequentially("typing");
    await expect(ada.page.getByText("Bo is typing…")).toBeVisible();
    await isAccessible(ada.page, "channel in use");

    await ada.account.click();
    await expect(ada.page.getByRole("menu").filter({ visible: true })).toBeVisible();
    await isAccessible(ada.page, "account menu");
    await ada.page.getByRole("menuitem", { name: "Change your name…" }).click();
    await expect(ada.page.getByRole("dialog", { name: "Change your name" })).toBeVisible();
    await isAccessible(ada.page, "rename dialog");
    await ada.page.keyboard.press("Escape");

    await ada.opensSidebar();
    await isAccessible(ada.page, "sidebar");
    await ada.page.getByRole("button", { name: "New channel" }).click();
    await expect(ada.page.getByRole("dialog", { name: "New channel" })).toBeVisible();
    await isAccessible(ada.page, "new channel dialog");
    await ada.page.keyboard.press("Escape");
    if (ada.isNarrow) await ada.page.keyboard.press("Escape");

    await ada.goesOffline();
    await expect(ada.banner).toBeVisible();
    await isAccessible(ada.page, "offline");
  },
);

story(
  "axe finds nothing where a device is added, in the list of devices and on the new device",
  { tag: [everywhere.tag, slow.tag] },
  async ({ ada, bo }) => {
    story.setTimeout(90_000);
    await ada.enters();
    await ada.picksOfAccount("Use Parlor on another device…");
    const link = ada.page.getByRole("dialog").locator("output");
    await expect(link).toHaveText(/#d=/);
    await isAccessible(ada.page, "link to another device");
    await bo.opens((await link.textContent()) ?? "");
    await expect(bo.page.getByRole("button", { name: "Continue" })).toBeFocused();
    await isAccessible(bo.page, "new device, asked");
    await bo.page.keyboard.press("Enter");
    await expect(bo.page.getByRole("heading", { name: "Your number is" })).toBeVisible();
    await isAccessible(bo.page, "new device, its number");
    await expect(ada.page.getByRole("group", { name: "Numbers" })).toBeVisible();
    await isAccessible(ada.page, "number to choose");
    await ada.page.getByRole("button", { name: "None of these" }).press("Enter");
    await expect(ada.page.getByRole("button", { name: "Close" })).toBeFocused();
    await ada.page.keyboard.press("Escape");
    await ada.picksOfAccount("Your devices…");
    await expect(ada.page.getByText("This device", { exact: true })).toBeVisible();
    await isAccessible(ada.page, "list of devices");
  },
);

story("axe finds nothing at home", { tag: [everywhere.tag, slow.tag] }, async ({ ada }) => {
  await ada.enters();
  await ada.makesChannel("astronomy");
  await ada.opens("/home");
  await expect(ada.page.getByRole("searchbox", { name: "Find a channel" })).toBeVisible();
  await isAccessible(ada.page, "home");
  await ada.page.getByRole("searchbox", { name: "Find a channel" }).fill("nothing like it");
  await expect(ada.page.getByRole("button", { name: "Create #nothing like it" })).toBeVisible();
  await isAccessible(ada.page, "home, nothing found");
});

story("nothing scrolls sideways on any screen, down to 320 px and at 200 % zoom", everywhere, async ({ ada }) => {
  await ada.opens();
  await ada.seesNoSidewaysScroll();
  await ada.enters();
  await ada.makesChannel("a channel with a name of fifty characters, no less");
  await ada.renamesTo("Wilhelmina W. Wordsworth-Wong XI");
  await ada.writes("x".repeat(500));
  for (const width of [320, 390, 640, 1280]) {
    await ada.page.setViewportSize({ width, height: 800 });
    await ada.seesNoSidewaysScroll();
  }
  await ada.opens("/home");
  for (const width of [320, 390, 640, 1280]) {
    await ada.page.setViewportSize({ width, height: 800 });
    await ada.seesNoSidewaysScroll();
  }
});

story("the look follows the system, or one's own choice, which is kept", everywhere, async ({ ada }) => {
  await ada.enters();
  /** Light letters mean the dark look. */
  const isDark = () =>
    ada.page.evaluate(() => Number(/oklch\(([\d.]+)/.exec(getComputedStyle(document.body).color)?.[1]) > 0.5);
  const system = await isDark();
  expect(system).toBe(await ada.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches));
  await ada.account.click();
  await ada.page.getByRole("menuitemradio", { name: system ? "Light" : "Dark" }).click();
  expect(await isDark()).toBe(!system);
  await ada.reloads();
  await ada.isReadyIn("general");
  expect(await isDark()).toBe(!system);
});

story("all of it by keyboard: a name, a channel, a message, a new name, and back", async ({ ada }) => {
  const { keyboard } = ada.page;
  await ada.opens();
  await expect(ada.nameField).toBeFocused();
  await keyboard.type("Ada");
  await keyboard.press("Enter");
  await ada.isReadyIn("general");
  await keyboard.type("Hands off the mouse");
  await keyboard.press("Enter");
  await ada.sees("Hands off the mouse", { confirmed: true });

  await tabTo(ada, /New channel/);
  await keyboard.press("Enter");
  await expect(ada.page.getByRole("dialog").getByRole("textbox", { name: "Name" })).toBeFocused();
  await keyboard.type("keys");
  await keyboard.press("Enter");
  await ada.isReadyIn("keys");
  // It comes a frame after the channel; before that, it would be taken from what Tab has reached.
  await expect(ada.composer).toBeFocused();

  await tabTo(ada, /your name and settings/);
  await keyboard.press("Enter");
  await expect(ada.page.getByRole("menuitem", { name: "Change your name…" })).toBeFocused();
  await keyboard.press("Enter");
  await ada.page.getByRole("textbox", { name: "Your name" }).press("ControlOrMeta+a");
  await keyboard.type("Ada Keys");
  await keyboard.press("Enter");
  ada.name = "Ada Keys";
  await expect(ada.account).toBeFocused();

  await tabTo(ada, /^general/);
  await keyboard.press("Enter");
  await ada.isReadyIn("general");
  await ada.sees("Hands off the mouse", { by: "Ada Keys" });
});

/** Presses Tab until something of this name has the focus. */
async function tabTo({ page }: Person, name: RegExp): Promise<void> {
  for (let pressed = 0; pressed < 40; pressed += 1) {
    await page.keyboard.press("Tab");
    const label = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused === document.body ? "" : (focused?.getAttribute("aria-label") ?? focused?.textContent ?? "");
    });
    if (name.test(label.trim())) return;
  }
  throw new Error(`Tab never reached ${name}`);
}

story("the timeline is a log that tells what arrives, and stays silent about history", async ({ ada, bo }) => {
  await ada.enters();
  await ada.writes("history");
  await bo.enters();
  await bo.sees("history");
  const told = bo.page.locator("[aria-live=polite]", { hasText: "Ada" });
  await expect(told).toHaveCount(0);
  await ada.writes("news of the day");
  await expect(told.first()).toContainText("Ada: news of the day");
});
