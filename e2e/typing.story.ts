import { expect } from "@playwright/test";
import { story } from "./harness/story.ts";

story("while an input method composes, no key sends, closes or leaves anything", async ({ ada }) => {
  await ada.enters();
  const devtools = await ada.context.newCDPSession(ada.page);
  const compose = (text: string) =>
    devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });

  await ada.composer.focus();
  await compose("にほん");
  for (const key of ["Enter", "Escape", "ArrowUp"]) await ada.page.keyboard.press(key);
  expect(await ada.shown()).toEqual([]);
  await devtools.send("Input.insertText", { text: "日本" });
  await expect(ada.composer).toHaveValue(/日本$/);
  await ada.composer.fill("日本");
  await ada.composer.press("Control+Enter");
  await ada.sees("日本", { by: "Ada", confirmed: true });

  // In a dialog with one field: neither Enter nor Escape ends it.
  await ada.opensSidebar();
  await ada.page.getByRole("button", { name: "New channel" }).click();
  const field = ada.page.getByRole("dialog").getByRole("textbox", { name: "Name" });
  await field.focus();
  await compose("かい");
  for (const key of ["Enter", "Escape"]) await ada.page.keyboard.press(key);
  await expect(field).toBeVisible();
  await expect(ada.page.getByRole("dialog")).toBeVisible();
});

story("a second identical message is read out like the first", async ({ ada, bo }) => {
  await ada.enters();
  await bo.enters();
  await bo.page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      for (const { target, addedNodes } of changes) {
        const region = target instanceof Element ? target.closest("[aria-live=polite]") : null;
        if (region) heard.push(...Array.from(addedNodes, (node) => node.textContent ?? ""));
      }
    }).observe(document.body, { childList: true, subtree: true });
  });
  const heard = () => bo.page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  // The words for listeners come after the first screen.
  await expect(bo.page.locator("[aria-live=polite][aria-atomic=true]")).toBeAttached();
  for (const times of [1, 2]) {
    await ada.writes("Tea?");
    await expect.poll(async () => (await heard()).filter((words) => words === "Ada: Tea?")).toHaveLength(times);
  }
});
