import { expect } from "@playwright/test";
import { everywhere, narrowToo, story } from "./harness/story.ts";

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
