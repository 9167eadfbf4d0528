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
