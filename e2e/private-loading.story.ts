import { expect } from "@playwright/test";
import { isAccessibleInBothLooks } from "./harness/accessible.ts";
import { Assets } from "./harness/assets.ts";
import { Confidant } from "./harness/confidant.ts";
import { story } from "./harness/private-story.ts";
import { slow } from "./harness/story.ts";
import { Watch } from "./harness/watch.ts";

/** What only the code that seals and opens says: the name of its first suite (docs/security.md). */
const sealing = "parlor-private-v1";

story("what seals and opens is loaded when it is first asked for, and never for who does not", async ({ ada }) => {
  const assets = new Assets(ada.context);
  await ada.enters();
  await ada.writes("Just chatting");
  await ada.goesHome();
  await expect(ada.button("Make my private key").first()).toBeVisible();
  await ada.page.waitForLoadState("networkidle");
  expect(assets.count).toBeGreaterThan(3);
  expect(await assets.holding(sealing)).toBe(0);
  await isAccessibleInBothLooks(ada.page, "no private key yet");
  await ada.button("New private message").click();
  await expect(ada.keyField).toBeVisible();
  await expect.poll(() => assets.holding(sealing)).toBe(1);
});

story("what was handed in before that code had come is done once it is there", slow, async ({ ada, bo }) => {
  await ada.enters();
  await ada.goesHome();
  const key = await ada.makesPrivateKey();
  const held: (() => void)[] = [];
  const comes = (): void => {
    for (const go of held.splice(0)) go();
  };
  // What judges a phrase, and what reads a key.
  await bo.context.route(/\/later\/(keys|phrase-strength)-/, async (route) => {
    await new Promise<void>((resolve) => held.push(resolve));
    await route.continue();
  });
  await bo.enters();
  await bo.tries(key);
  await expect.poll(() => held.length).toBe(1);
  comes();
  await expect(bo.button("Write to Ada")).toBeVisible();
  await bo.page.keyboard.press("Escape");
  await bo.goesHome();
  await bo.button("Choose my own…").click();
  await bo.dialog.getByRole("textbox", { name: "Your phrase" }).fill("seven herons over Ålesund");
  await bo.button("Make the key").click();
  await expect.poll(() => held.length).toBe(1);
  comes();
  await bo.button("Later").click();
  expect(await bo.readsKey()).toBe("seven herons over Ålesund");
});

story(
  "over plain http on a network address the card says what is missing, and nothing private is offered",
  slow,
  async ({ playwright, launchOptions, contextOptions, parlor, ada }) => {
    const args = [...(launchOptions.args ?? []), "--host-resolver-rules=MAP parlor.local 127.0.0.1"];
    const browser = await playwright.chromium.launch({ ...launchOptions, args });
    const baseURL = parlor.url.replace("localhost", "parlor.local");
    const context = await browser.newContext({ ...contextOptions, baseURL });
    const watch = new Watch(context, "Bo");
    const assets = new Assets(context);
    const bo = new Confidant(await context.newPage(), "Bo", ada.wire);
    await bo.opens();
    await expect(bo.nameField).toBeVisible();
    await expect(bo.button("Restore with a recovery phrase")).toBeHidden();
    await bo.enters();
    await ada.enters();
    await bo.writes("In the open, as ever");
    await ada.sees("In the open, as ever", { by: "Bo" });

    await bo.goesHome();
    await expect(bo.card.getByRole("heading", { name: "Private messages need HTTPS" })).toBeVisible();
    await expect(bo.card.getByText(/^parlor\.local\s+reverse_proxy 127\.0\.0\.1:/)).toBeVisible();
    await expect(bo.card.getByRole("button")).toHaveCount(0);
    await isAccessibleInBothLooks(bo.page, "no HTTPS");
    await bo.opens(`/#k=${await ada.makesPrivateKey()}`);
    await expect(bo.dialog.getByRole("heading", { name: "Private messages need HTTPS" })).toBeVisible();
    await expect(bo.keyField).toBeHidden();
    await isAccessibleInBothLooks(bo.page, "a private key without HTTPS");
    await bo.page.waitForLoadState("networkidle");
    expect(await assets.holding(sealing)).toBe(0);
    await browser.close();
    watch.heardNothing();
  },
);
