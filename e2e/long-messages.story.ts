import { expect, type Locator } from "@playwright/test";
import type { Person } from "./harness/person.ts";
import { narrowToo, story } from "./harness/story.ts";

const height = async (of: Locator): Promise<number> => (await of.boundingBox())?.height ?? 0;

/** The row of the message that begins like this. */
const rowOf = (person: Person, text: string): Locator =>
  person.timeline.locator("[data-seq]").filter({ has: person.page.locator("p[dir]", { hasText: text }) });

story(
  "a message of thousands of empty lines is folded, and unfolds for the one who wants it",
  narrowToo,
  async ({ ada }) => {
    await ada.enters();
    await ada.writes("before");
    await ada.sees("before", { confirmed: true });
    const text = `first${"\n".repeat(2_000)}last`;
    await ada.writes(text);
    await ada.sees(text, { confirmed: true });
    const row = rowOf(ada, "first");
    expect(await height(row)).toBeLessThan(600);
    const showAll = row.getByRole("button", { name: "Show all" });
    await showAll.click();
    await expect(showAll).toHaveCount(0);
    await expect.poll(() => height(row)).toBeGreaterThan(40_000);
  },
);

story("the keyboard unfolds a message when it comes to a link in it", async ({ ada }) => {
  await ada.enters();
  const text = `first${"\n".repeat(100)}https://example.org/below`;
  await ada.writes(text);
  await ada.sees(text, { confirmed: true });
  const row = rowOf(ada, "first");
  await expect(row.getByRole("button", { name: "Show all" })).toBeVisible();
  await row.getByRole("link").focus();
  await expect(row.getByRole("button")).toHaveCount(0);
  await expect(row.getByRole("link")).toBeInViewport();
});

story("marks stacked by the thousand are drawn in their own row", narrowToo, async ({ ada }) => {
  await ada.enters();
  for (const text of ["one", "two", "three"]) {
    await ada.writes(text);
    await ada.sees(text, { confirmed: true });
  }
  const box = await rowOf(ada, "two").boundingBox();
  if (!box) throw new Error("it is not drawn");
  const stacked = `a${"\u0301\u0316".repeat(1_900)}`;
  await ada.writes(stacked);
  await ada.sees(stacked, { confirmed: true });
  const after = await rowOf(ada, "two").boundingBox();
  if (!after) throw new Error("it is not drawn");
  // The list moved up by a row, so the pixels are compared where the row is now.
  const clip = { ...after, width: 300 };
  const seen = await ada.page.screenshot({ clip });
  await rowOf(ada, "a\u0301").evaluate((row) => (row.style.visibility = "hidden"));
  expect(seen.equals(await ada.page.screenshot({ clip }))).toBe(true);
  expect(await height(rowOf(ada, "a\u0301"))).toBeLessThan(60);
});

story("a link whose host mixes scripts shows what it is", async ({ ada }) => {
  await ada.enters();
  await ada.writes("Log in at https://\u0430pple.com/id");
  await expect(ada.timeline.getByRole("link", { name: "https://xn--pple-43d.com/id" })).toBeVisible();
});
