import { expect } from "@playwright/test";
import { slow, story } from "./harness/story.ts";

story(
  "CLI-9 values in the database that no program should have stored cost their row, and never the page",
  slow,
  async ({ ada, bo, parlor }) => {
    await ada.enters();
    await bo.enters();
    for (const text of ["one", "two", "three", "four", "five", "six"]) await bo.writes(text);
    await ada.sees("six");
    await parlor.stop();
    const set = (seq: number, what: string) => parlor.tamper(`update message set ${what} where seq = ${seq}`);
    set(1, "at = 9e18");
    set(2, "at = -9e15");
    set(3, "at = 'yesterday'");
    set(4, "at = 9223372036854775807");
    set(5, "text = x'00ff'");
    parlor.tamper("update log set last_at = 9223372036854775807");
    parlor.tamper("update channel set name = ' ', about = x'00' where is_default = 0");
    parlor.tamper(`update person set name = '${"long name ".repeat(1_000)}' where name = 'Bo'`);
    await parlor.start();

    await ada.opens();
    for (const text of ["one", "two", "three", "four", "six"])
      await expect(ada.timeline.getByText(text, { exact: true })).toBeVisible();
    await expect(ada.timeline.locator("time").first()).toBeAttached();
    await ada.opens("/home");
    await expect(ada.page.getByRole("link", { name: /general/ }).first()).toBeVisible();
  },
);
