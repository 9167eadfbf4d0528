import { expect } from "@playwright/test";
import type { Person } from "./harness/person.ts";
import { slow, story } from "./harness/story.ts";

/** Many messages at once, each as high as `lines` lines. */
async function sends(person: Person, count: number, lines = 1): Promise<void> {
  const channelId = new URL(person.page.url()).pathname.split("/")[2];
  const all = Array.from({ length: count }, (_, at) => ({
    channelId,
    clientId: `0190f1d0-0000-7000-8000-${String(at).padStart(12, "0")}`,
    text: [`line ${at + 1}`, ...Array.from({ length: lines - 1 }, () => "and on")].join("\n"),
  }));
  await person.asks("message.send", all);
}

/** Both are in #general, have read one message there, and can go to #elsewhere. */
async function meetBesideAnotherChannel(ada: Person, bo: Person): Promise<void> {
  await ada.enters();
  await ada.makesChannel("elsewhere");
  await ada.enters("general");
  await bo.enters();
  await ada.writes("before");
  await bo.sees("before");
}

/** The messages that are really within the view. */
function inView(person: Person): Promise<number[]> {
  return person.timeline.evaluate((log) => {
    const view = log.getBoundingClientRect();
    return Array.from(log.querySelectorAll<HTMLElement>("[data-seq]"))
      .filter((row) => row.getBoundingClientRect().bottom > view.top)
      .filter((row) => row.getBoundingClientRect().top < view.bottom - 12)
      .map((row) => Number(row.dataset["seq"]))
      .sort((one, other) => one - other);
  });
}

story(
  "more unread than a page holds stays unread until it is reached, or said to be read",
  slow,
  async ({ ada, bo }) => {
    await meetBesideAnotherChannel(ada, bo);
    await bo.opens("about:blank");
    await sends(ada, 330);
    let pages = 0;
    bo.page.on("websocket", (socket) =>
      socket.on("framesent", ({ payload }) => {
        if (String(payload).includes("message.page")) pages += 1;
      }),
    );
    await bo.opens();
    await bo.isReadyIn("general");
    await bo.sees("line 330");
    const bar = bo.page.getByRole("button", { name: "330 new messages" });
    await expect(bar).toBeVisible();
    await expect.poll(async () => (await inView(bo)).at(-1)).toBe(331);
    await bo.picks("elsewhere");
    await bo.isReadyIn("elsewhere");
    await bo.picks("general");
    await expect(bar).toBeVisible();
    await expect.poll(async () => (await inView(bo)).at(-1)).toBe(331);
    expect(pages).toBeLessThanOrEqual(1);

    await bo.timeline.hover();
    await bo.page.mouse.wheel(0, -900);
    await expect(bo.page.getByRole("button", { name: "Latest messages" })).toBeVisible();
    await expect.poll(async () => (await inView(bo)).at(-1)).toBeLessThan(310);
    const place = await inView(bo);
    await bo.picks("elsewhere");
    await bo.isReadyIn("elsewhere");
    await bo.picks("general");
    await expect.poll(() => inView(bo)).toEqual(place);

    await bar.click();
    await expect.poll(async () => (await inView(bo)).slice(0, 2)).toEqual([1, 2]);
    await expect(bo.timeline.getByText("New", { exact: true })).toBeVisible();
    await expect(bar).toBeHidden();
    const left = bo.page.getByRole("button", { name: /^3\d\d new messages$/ });
    await expect(left).toHaveText(`${331 - ((await inView(bo)).at(-1) ?? 0)} new messages`);
    await bo.page.keyboard.press("Escape");
    await expect(left).toBeHidden();
    await expect.poll(async () => (await inView(bo)).at(-1)).toBe(331);
    await bo.reloads();
    await bo.sees("line 330");
    await expect(bo.timeline.getByText("New", { exact: true })).toBeHidden();
  },
);

story("what counts as read is what was on the screen, however high the messages are", async ({ ada, bo }) => {
  await meetBesideAnotherChannel(ada, bo);
  await bo.picks("elsewhere");
  await bo.isReadyIn("elsewhere");
  await bo.opens("about:blank");
  await sends(ada, 60, 4);
  await bo.opens();
  await bo.picks("general");
  await bo.isReadyIn("general");
  await expect.poll(async () => (await inView(bo)).slice(0, 2)).toEqual([1, 2]);
  const last = (await inView(bo)).at(-1) ?? 0;
  await expect(bo.page.getByRole("button", { name: `${61 - last} new messages` })).toBeVisible();
  await bo.picks("elsewhere");
  await bo.isReadyIn("elsewhere");
  await bo.picks("general");
  await expect(bo.timeline.getByText("New", { exact: true })).toBeVisible();
  const line = bo.timeline.getByText("New", { exact: true }).locator("xpath=ancestor::*[.//*[@data-seq]][1]");
  await expect(line.locator("[data-seq]")).toHaveAttribute("data-seq", String(last + 1));
});

story("who has seen all that was new reads on as more comes", async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  await ada.writes("before");
  await bo.sees("before");
  await bo.opens("about:blank");
  await sends(ada, 3);
  await bo.opens();
  await bo.isReadyIn("general");
  await expect(bo.timeline.getByText("New", { exact: true })).toBeVisible();
  await expect.poll(async () => (await inView(bo)).at(-1)).toBe(4);
  for (let text = 1; text <= 30; text++) await ada.writes(`and then ${text}`);
  await expect.poll(async () => (await inView(bo)).at(-1)).toBe(34);
  await expect(bo.page.getByRole("button", { name: /new message|Latest messages/ })).toBeHidden();
});
