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

/** Whether what is `marked` with stacked marks draws nothing into `other`. */
async function expectInside(person: Person, marked: Locator, other: Locator): Promise<void> {
  const box = await other.boundingBox();
  if (!box) throw new Error("it is not drawn");
  const clip = { ...box, width: Math.min(box.width, 300) };
  const seen = await person.page.screenshot({ clip });
  await marked.evaluate((element) => (element.style.visibility = "hidden"));
  expect(seen.equals(await person.page.screenshot({ clip }))).toBe(true);
}

story("marks stacked by the hundred are drawn in their own row", narrowToo, async ({ ada }) => {
  await ada.enters();
  const topic = `q${"\u0301".repeat(150)}`;
  await ada.asks("channel.create", [{ name: "garden", about: topic }]);
  await ada.picks("garden");
  await ada.isReadyIn("garden");
  const start = ada.timeline.getByText(topic);
  await expectInside(ada, start, ada.timeline.getByRole("heading", { name: "garden" }));
  for (const text of ["one", "two", "three"]) {
    await ada.writes(text);
    await ada.sees(text, { confirmed: true });
  }
  const stacked = `a${"\u0301".repeat(3_900)}`;
  await ada.writes(stacked);
  await ada.sees(stacked, { confirmed: true });
  const row = rowOf(ada, "a\u0301");
  await expectInside(ada, row, rowOf(ada, "two"));
  expect(await height(row)).toBeLessThan(60);
});

story("a link whose host mixes scripts shows what it is", async ({ ada }) => {
  await ada.enters();
  await ada.writes("Log in at https://\u0430pple.com/id");
  await expect(ada.timeline.getByRole("link", { name: "https://xn--pple-43d.com/id" })).toBeVisible();
});
