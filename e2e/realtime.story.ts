import { expect } from "@playwright/test";
import { narrowToo, story } from "./harness/story.ts";

story("one's own message shows within 50 ms of Enter, and is confirmed in the same element", async ({ ada }) => {
  await ada.enters();
  await ada.writes("warm-up");
  await ada.sees("warm-up", { confirmed: true });
  await ada.composer.fill("quick as thought");
  await ada.timeline.evaluate((log) => {
    const isIt = (row: HTMLElement): boolean => row.textContent?.includes("quick as thought") ?? false;
    addEventListener("keydown", () => (log.dataset["pressedAt"] = String(performance.now())), {
      capture: true,
      once: true,
    });
    new MutationObserver((_, watch) => {
      const row = Array.from(log.querySelectorAll<HTMLElement>("[data-pending], [data-seq]")).find(isIt);
      if (!row) return;
      row.dataset["seenFirst"] = String(performance.now() - Number(log.dataset["pressedAt"]));
      watch.disconnect();
    }).observe(log, { childList: true, subtree: true, characterData: true });
  });
  await ada.composer.press("Enter");
  await ada.sees("quick as thought", { confirmed: true });
  const row = ada.timeline.locator("[data-seq]", { hasText: "quick as thought" });
  await expect(row).toHaveCount(1);
  // The mark was put on the element as it first appeared, so it is the same one.
  expect(Number(await row.getAttribute("data-seen-first"))).toBeLessThan(50);
});

story("PRES-2 who is typing shows to the others, and expires", narrowToo, async ({ ada, bo, cleo }) => {
  for (const person of [ada, bo, cleo]) await person.enters();
  await ada.composer.pressSequentially("Well", { delay: 20 });
  for (const person of [bo, cleo]) await expect(person.page.getByText("Ada is typing…")).toBeVisible();
  await expect(ada.page.getByText("is typing…")).toBeHidden();
  await bo.composer.pressSequentially("Hm", { delay: 20 });
  await expect(cleo.page.getByText("Ada and Bo are typing…")).toBeVisible();
  await ada.composer.press(ada.isNarrow ? "Shift" : "Enter");
  if (ada.isNarrow) await ada.page.getByRole("button", { name: "Send message" }).tap();
  await expect(cleo.page.getByText("Bo is typing…")).toBeVisible();
  // Bo stays, sends nothing and takes nothing back: the line goes by itself.
  await expect(cleo.page.getByText("is typing…")).toBeHidden({ timeout: 7_500 });
  await expect(bo.composer).toHaveValue("Hm");
});

story("PRES-1 who is here shows by name, comes and goes, and one person counts once", async ({ ada, bo }) => {
  await ada.enters();
  const here = ada.page.getByRole("list", { name: "Here now" }).or(ada.page.getByRole("region", { name: "Here now" }));
  await expect(here.getByText("Ada", { exact: true })).toBeVisible();
  await bo.enters();
  await expect(here.getByText("Bo", { exact: true })).toBeVisible();
  const second = await bo.opensAnotherTab();
  await second.isReadyIn("general");
  await expect(ada.link("general")).toHaveAccessibleName(/2 people here now/);
  await bo.page.close();
  await expect(here.getByText("Bo", { exact: true })).toBeVisible();
  await second.page.close();
  await expect(here.getByText("Bo", { exact: true })).toBeHidden();
});

story("two tabs of one person show the same, and either may send", narrowToo, async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  const tab = await ada.opensAnotherTab();
  await tab.isReadyIn("general");
  await ada.writes("from the first tab");
  await tab.sees("from the first tab", { by: "Ada", confirmed: true });
  await tab.writes("from the second tab");
  await ada.sees("from the second tab", { by: "Ada", confirmed: true });
  await bo.sees("from the second tab", { by: "Ada" });
  await tab.renamesTo("Ada the Second");
  ada.name = "Ada the Second";
  await expect(ada.account).toBeVisible();
  expect(await bo.texts("from the")).toEqual(["from the first tab", "from the second tab"]);
  expect(await ada.texts("from the")).toEqual(await tab.texts("from the"));
});

story(
  "a draft is the same in two tabs, and a key in one never loses what was written in the other",
  async ({ ada }) => {
    await ada.enters();
    await ada.makesChannel("garden");
    const tab = await ada.opensAnotherTab();
    await tab.isReadyIn("garden");
    await tab.picks("general");
    await tab.isReadyIn("general");
    await ada.composer.fill("the roses need");
    await expect(tab.link("garden")).toHaveAccessibleName(/has a draft/);
    await tab.picks("garden");
    await expect(tab.composer).toHaveValue("the roses need");
    await tab.composer.press("End");
    await tab.page.keyboard.type(" water");
    await expect(ada.composer).toHaveValue("the roses need water");
    await tab.composer.press("Enter");
    await tab.sees("the roses need water", { confirmed: true });
    await expect(ada.composer).toHaveValue("");
  },
);

story("CON-7 leaving this device ends it in every tab", async ({ ada }) => {
  await ada.enters();
  const tab = await ada.opensAnotherTab();
  await tab.isReadyIn("general");
  await ada.account.click();
  await ada.page.getByRole("menuitem", { name: "Leave this device…" }).click();
  await ada.page.getByRole("dialog").getByRole("button", { name: "Leave" }).click();
  await expect(ada.nameField).toBeVisible();
  await expect(tab.nameField).toBeVisible();
});
