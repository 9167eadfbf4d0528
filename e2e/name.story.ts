import { expect } from "@playwright/test";
import { isAccessible } from "./harness/accessible.ts";
import { everywhere, narrowToo, slow, story } from "./harness/story.ts";

story("a first visit asks for a name, and Enter leads to a channel ready to type", narrowToo, async ({ ada }) => {
  await ada.opens();
  await expect(ada.page.getByRole("heading", { name: "Welcome to The Reading Room" })).toBeVisible();
  await expect(ada.nameField).toBeFocused();
  await ada.page.keyboard.type("Ada");
  await ada.page.keyboard.press("Enter");
  await ada.isReadyIn("general");
  if (!ada.isNarrow) await expect(ada.composer).toBeFocused();
  await ada.writes("Hello, room");
  await ada.sees("Hello, room", { by: "Ada", confirmed: true });
});

story("the name stands in the upper right corner on every screen", everywhere, async ({ ada }) => {
  await ada.enters("general");
  for (const path of [undefined, "/home"]) {
    if (path !== undefined) await ada.opens(path);
    const box = await ada.account.boundingBox();
    const width = ada.page.viewportSize()?.width ?? 0;
    expect(box, "the name is shown").not.toBeNull();
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeGreaterThan(width - 40);
    expect(box?.y).toBeLessThan(56);
    await expect(ada.account).toContainText("Ada");
  }
});

story("a name in use is refused in place, with a free one to take", narrowToo, async ({ ada, bo }) => {
  await ada.enters();
  await bo.opens();
  await bo.names("ADA");
  await expect(bo.nameField).toHaveAccessibleDescription(/^“ADA” is taken: it looks the same as “Ada”\./);
  await expect(bo.nameField).toHaveAttribute("aria-invalid", "true");
  const suggestion = bo.page.getByRole("button", { name: /^Use “.+”$/ });
  const free = /“(.+)”/.exec((await suggestion.textContent()) ?? "")?.[1] ?? "";
  await suggestion.click();
  bo.name = free;
  await bo.isReadyIn("general");
  await expect(bo.account).toBeVisible();
});

story("a name nobody could read is refused in place", async ({ ada }) => {
  await ada.opens();
  await ada.names("a\u202eb");
  await expect(ada.page.getByText("A name cannot hold invisible characters.")).toBeVisible();
  await ada.names("x".repeat(33));
  await expect(ada.page.getByText("A name has at most 32 characters; this one has 33.")).toBeVisible();
  await ada.names("   ");
  await expect(ada.nameField).toHaveAccessibleDescription("Type a name first.");
  await expect(ada.nameField).toHaveAttribute("aria-invalid", "true");
  await expect(ada.nameField).toBeFocused();
  await ada.names("漢字 👩🏽‍🚀 שלום");
  await ada.isReadyIn("general");
});

story("NAME-4 a new name shows at once for everyone, on old messages too", narrowToo, async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  await ada.writes("Written as Ada");
  await bo.sees("Written as Ada", { by: "Ada" });
  await ada.renamesTo("Countess Lovelace");
  await ada.sees("Written as Ada", { by: "Countess Lovelace" });
  await bo.sees("Written as Ada", { by: "Countess Lovelace" });
  await ada.writes("And as the Countess");
  await bo.sees("And as the Countess", { by: "Countess Lovelace" });
  await bo.reloads();
  await bo.sees("Written as Ada", { by: "Countess Lovelace" });
});

story("a taken name is refused in the rename dialog too, and Esc gives the focus back", async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  await bo.asksToBe("ada");
  const dialog = bo.page.getByRole("dialog", { name: "Change your name" });
  await expect(dialog.getByText("“ada” is taken: it looks the same as “Ada”.")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Use “/ })).toBeVisible();
  await bo.page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(bo.account).toBeFocused();
});

story(
  "NAME-7 a rename stands in the timeline, after a reload too, and moves nothing",
  { tag: [slow.tag, narrowToo.tag] },
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.enters();
    await bo.writes("Signed Bo");
    await ada.sees("Signed Bo", { by: "Bo" });
    const aloud = ada.page.locator("[aria-live=polite]");
    await expect(aloud.filter({ hasText: "Signed Bo" })).toBeAttached();
    const channelId = /\/c\/([^/]+)/.exec(bo.page.url())?.[1] ?? "";
    const clientId = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;
    const many = Array.from({ length: 40 }, (_, at) => ({
      channelId,
      clientId: clientId(at),
      text: `verse ${at + 1}`,
    }));
    await bo.asks("message.send", many);
    await ada.sees("verse 40");
    const line = ada.timeline.getByText("Bo is now Robert", { exact: true });
    await bo.asksToBe("Robert");
    await expect(ada.page.getByText("Bo is now Robert")).toHaveCount(2);
    await expect(line).toBeInViewport({ ratio: 1 });
    await expect(bo.timeline.getByText("You changed your name from Bo to Robert")).toBeVisible();
    bo.name = "Robert";
    // Ada wrote nothing here, so nobody has to know that she had another name.
    await ada.renamesTo("Countess");
    await bo.writes("Signed Robert");
    await ada.sees("Signed Robert", { by: "Robert" });

    await ada.reloads();
    await expect(line).toBeVisible();
    expect(await ada.timeline.innerText()).toMatch(/verse 40\s+Bo is now Robert[^]+Signed Robert/);
    await expect(ada.timeline.getByText("Countess")).toHaveCount(0);
    await expect(ada.timeline.getByTitle("Robert, formerly Bo").first()).toBeVisible();

    // Only a page that is connected, and has loaded what reads aloud, tells of a rename as it happens.
    await bo.writes("Signed again");
    await expect(aloud.filter({ hasText: "Signed again" })).toBeAttached();

    // Ada reads further up: she is told, and nothing moves under her eyes.
    const latest = ada.page.getByRole("button", { name: "Latest messages" });
    await ada.timeline.evaluate((log) => {
      log.dispatchEvent(new WheelEvent("wheel"));
      log.scrollTop -= 500;
    });
    await expect(latest).toBeVisible();
    const verse = ada.timeline.getByText("verse 25", { exact: true });
    const before = await verse.boundingBox();
    await bo.renamesTo("Bo");
    await expect(ada.page.getByText("Robert is now Bo").first()).toBeAttached();
    expect(Math.abs(((await verse.boundingBox())?.y ?? 0) - (before?.y ?? 0))).toBeLessThanOrEqual(1);
    await latest.click();
    await expect(ada.timeline.getByText("Robert is now Bo", { exact: true })).toBeInViewport({ ratio: 1 });
  },
);

story(
  "NAME-7 an old name stays reserved: a stranger is offered a free one, and its owner goes back",
  async ({ ada, bo }) => {
    await ada.enters();
    await bo.enters();
    await bo.renamesTo("Robert");
    await ada.asksToBe("Bo");
    const dialog = ada.page.getByRole("dialog", { name: "Change your name" });
    await expect(dialog.getByText("“Bo” is taken.")).toBeVisible();
    await dialog.getByRole("button", { name: "Use “Bo 2”" }).click();
    ada.name = "Bo 2";
    await expect(ada.account).toBeVisible();
    await bo.account.click();
    await bo.page.getByRole("menuitem", { name: "Change your name…" }).click();
    const name = bo.page.getByRole("dialog").getByRole("textbox");
    await expect(name).toHaveAccessibleDescription("“Robert” stays yours for 30 days.");
    await name.fill("Bo");
    await name.press("Enter");
    bo.name = "Bo";
    await expect(bo.account).toBeVisible();
  },
);

story(
  "NAME-8 a person who leaves their last browser is warned, and may let others take the name",
  { tag: [slow.tag, narrowToo.tag] },
  async ({ ada, bo }) => {
    await ada.enters();
    await ada.writes("Goodbye");
    await bo.enters();
    await bo.sees("Goodbye", { by: "Ada" });
    const asksToLeave = async (): Promise<void> => {
      await ada.account.click();
      await ada.page.getByRole("menuitem", { name: "Leave this device…" }).click();
    };
    const dialog = ada.page.getByRole("dialog", { name: "Leave this device?" });

    await asksToLeave();
    await expect(dialog.getByText("you have no recovery phrase", { exact: false })).toBeVisible();
    await expect(dialog.getByRole("radio", { name: /^Keep it reserved/ })).toBeChecked();
    await expect(dialog.getByRole("button", { name: "Create a recovery phrase first" })).toBeVisible();
    await isAccessible(ada.page, "leaving the last browser");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await expect(ada.account).toBeFocused();
    await asksToLeave();
    await dialog.getByRole("button", { name: "Create a recovery phrase first" }).click();
    await expect(ada.page.getByRole("button", { name: "Create my recovery phrase" })).toBeVisible();
    await ada.page.getByRole("button", { name: "Not now" }).click();

    await ada.goesOffline();
    await asksToLeave();
    await expect(dialog.getByText("There is no connection.", { exact: false })).toBeVisible();
    await ada.comesBack();
    await expect(ada.banner).toBeHidden();
    await dialog.getByRole("button", { name: "Try again" }).click();
    await dialog.getByRole("radio", { name: /^Let others take the name now/ }).check();
    await dialog.getByRole("button", { name: "Leave" }).click();
    await expect(ada.nameField).toBeVisible();
    await bo.sees("Goodbye", { by: "Ada (left)" });
    await expect(bo.timeline.getByText("Ada has left", { exact: true })).toBeVisible();
    await bo.renamesTo("Ada");
  },
);
