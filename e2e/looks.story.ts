import { expect, type Locator } from "@playwright/test";
import { narrowToo, story } from "./harness/story.ts";

/** Font size and line height as the browser draws them. */
const type = (of: Locator) =>
  of.evaluate((element) => {
    const { fontSize, lineHeight } = getComputedStyle(element);
    return `${fontSize}/${lineHeight}`;
  });

story("text has the sizes that design.md names, in the browser's pixels", narrowToo, async ({ ada }) => {
  await ada.enters();
  await ada.writes("Measured");
  await ada.sees("Measured", { confirmed: true });
  const text = ada.isNarrow ? "16px/24px" : "15px/23px";
  expect(await ada.page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe("16px");
  expect(await type(ada.timeline.getByText("Measured"))).toBe(text);
  expect(await type(ada.composer)).toBe(text);
  expect(await type(ada.timeline.locator("time").last())).toBe("12.5px/18px");
  expect(await type(ada.page.getByRole("heading", { level: 1 }))).toBe(ada.isNarrow ? "17px/20px" : "17px/24px");
  const row = ada.timeline.locator("[data-seq]").last();
  if (!ada.isNarrow)
    expect(await row.evaluate((element) => getComputedStyle(element).gridTemplateColumns)).toBe("56px 600px");
});

/** The box of what is there, for positions. */
const boxOf = async (of: Locator) => {
  const box = await of.boundingBox();
  if (box === null) throw new Error("it is not drawn");
  return box;
};

story("a reason under the first field moves nothing above it", narrowToo, async ({ ada, bo }) => {
  await ada.enters();
  await bo.opens();
  const before = await boxOf(bo.nameField);
  await bo.names("ADA");
  const remedy = bo.page.getByRole("button", { name: /^Use “/ });
  expect(await boxOf(bo.nameField)).toEqual(before);
  // The words of a button without a frame stand where other words do.
  const words = await remedy.evaluate((button) => {
    const range = document.createRange();
    range.selectNodeContents(button);
    return range.getBoundingClientRect().left - (button.parentElement?.getBoundingClientRect().left ?? Number.NaN);
  });
  const isBelow = (await boxOf(remedy)).y > (await boxOf(bo.page.getByText("is taken"))).y + 12;
  if (isBelow) expect(words).toBe(0);
});

story("the sidebar's words, marks and icons begin on one line", narrowToo, async ({ ada }) => {
  await ada.enters();
  await ada.opensSidebar();
  const { page } = ada;
  await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)));
  const begin = async (of: Locator): Promise<number> => (await boxOf(of)).x;
  const heading = page.getByRole("heading", { name: "Private", exact: true });
  const words = await heading.evaluate(
    (element) => element.getBoundingClientRect().left + parseFloat(getComputedStyle(element).paddingLeft),
  );
  expect(await begin(page.getByRole("link", { name: /, home$/ }).locator("svg"))).toBe(words);
  expect(
    await begin(page.getByRole("region", { name: "Here now" }).getByRole("listitem").first().locator("span").first()),
  ).toBe(words);
  // An icon's drawing begins 2 px inside its box.
  expect(await begin(ada.link("general").locator("svg").first())).toBe(words - 2);
  expect(await begin(page.getByRole("button", { name: "New channel" }).locator("svg"))).toBe(words - 2);
});

story("a notice shows over the dialog that it comes from, and can be put away there", narrowToo, async ({ ada }) => {
  await ada.enters();
  await ada.page.getByRole("button", { name: "Channel options" }).click();
  await ada.page.getByRole("menuitem", { name: "Webhooks…" }).click();
  const dialog = ada.page.getByRole("dialog");
  await dialog.getByRole("textbox", { name: "Name of the new webhook" }).fill("Builds");
  await dialog.getByRole("button", { name: "Create webhook" }).click();
  await dialog.getByRole("button", { name: "Copy address" }).click();
  const notice = ada.page.getByRole("status").filter({ hasText: /Address copied|would not copy/ });
  await expect(notice).toHaveCount(1);
  await notice.getByRole("button", { name: "Dismiss" }).click();
  await expect(notice).toHaveCount(0);
  await expect(dialog).toBeVisible();
});

story("the buttons of a dialog that is higher than the window are in sight", narrowToo, async ({ ada }) => {
  await ada.enters();
  await ada.page.getByRole("button", { name: "Channel options" }).click();
  await ada.page.getByRole("menuitem", { name: "Webhooks…" }).click();
  const dialog = ada.page.getByRole("dialog");
  const done = dialog.getByRole("button", { name: "Done" });
  await expect(done).toBeInViewport({ ratio: 1 });
  await ada.page.setViewportSize({ width: ada.page.viewportSize()?.width ?? 0, height: 220 });
  expect(await dialog.evaluate((element) => element.scrollHeight > element.clientHeight)).toBe(true);
  await dialog.evaluate((element) => (element.scrollTop = 0));
  await expect(done).toBeInViewport({ ratio: 1 });
  expect((await boxOf(done)).y + (await boxOf(done)).height).toBeLessThan(220 - 16);
});

story("in forced colours the message box and an entry of a menu show that they have the focus", async ({ ada }) => {
  await ada.page.emulateMedia({ forcedColors: "active" });
  await ada.enters();
  const outline = (of: Locator) => of.evaluate((element) => getComputedStyle(element).outlineStyle);
  await ada.composer.focus();
  expect(await outline(ada.composer.locator(".."))).toBe("solid");
  // Opened by mouse, so nothing but the focus tells which entry Enter takes.
  await ada.account.click();
  const entry = ada.page.getByRole("menuitem", { name: "Change your name…" });
  await expect(entry).toBeFocused();
  expect(await outline(entry)).toBe("solid");
});

story("no button is cut off where the text is twice as large", narrowToo, async ({ ada }) => {
  await ada.enters();
  await ada.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  const cutOff = () =>
    ada.page.evaluate(() =>
      Array.from(document.querySelectorAll("button"))
        .filter((button) => button.checkVisibility() && button.textContent !== "")
        .filter((button) => {
          const { left, right } = button.getBoundingClientRect();
          // A dialog or menu is its own window.
          const around = button.closest("dialog, [popover], li, section, nav, main")?.getBoundingClientRect();
          return around !== undefined && (left < around.left || right > around.right);
        })
        .map((button) => button.textContent),
    );
  await ada.opensSidebar();
  await expect(ada.page.getByRole("button", { name: "Make my private key" })).toBeVisible();
  expect(await cutOff()).toEqual([]);
  await ada.page.keyboard.press("Escape");
  await ada.picksOfAccount("Leave this device…");
  await expect(ada.page.getByRole("button", { name: "Create a recovery phrase first" })).toBeVisible();
  expect(await cutOff()).toEqual([]);
  await ada.page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await ada.opens("/home");
  await ada.page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  await expect(ada.page.getByRole("main").getByRole("button", { name: "Make my private key" })).toBeVisible();
  expect(await cutOff()).toEqual([]);
});
