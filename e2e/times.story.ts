import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { narrowToo, story } from "./harness/story.ts";

/** 10:58 in Berlin, where the story's browsers are. */
const start = Date.UTC(2026, 0, 12, 9, 58);
const minute = 60_000;

story("a long run of one author shows the time now and then, beside the text", narrowToo, async ({ ada, parlor }) => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-run-"));
  const file = join(folder, "run.jsonl");
  const lines = Array.from({ length: 8 }, (_, at) => ({
    at: start + at * 4 * minute,
    by: "Dee",
    text: `line ${at}`,
  }));
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join("\n"));
  await parlor.import(file, "archive");
  await rm(folder, { recursive: true });
  await ada.enters("archive");
  await ada.sees("line 7");

  const shownTimes = () =>
    ada.timeline.locator("time").evaluateAll((times) =>
      times
        .filter((time) => getComputedStyle(time).opacity === "1" && time.checkVisibility())
        .map((time) => time.textContent ?? "")
        .filter((text) => /^\d+:\d+/.test(text)),
    );
  // A header, then the first message after each full five minutes.
  await expect.poll(shownTimes).toEqual(["10:58", "11:02", "11:06", "11:10", "11:18", "11:22", "11:26"]);

  // The run's times stay inside their column.
  const overlap = await ada.timeline.evaluate((log) =>
    Array.from(log.querySelectorAll("[data-seq]"), (row) => {
      const [time, text] = [row.firstElementChild?.querySelector("time"), row.querySelector("p")];
      return time && text ? text.getBoundingClientRect().left - time.getBoundingClientRect().right : 1;
    }),
  );
  expect(Math.min(...overlap)).toBeGreaterThan(0);
});
