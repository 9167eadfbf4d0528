import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { corpus } from "./harness/corpus.ts";
import { slow, story } from "./harness/story.ts";
import { walkUp } from "./harness/walk-up.ts";

story(
  "IMP-1 IMP-2 20,000 imported messages: once however often imported, and scrolled through from end to start",
  slow,
  async ({ ada, parlor }, testInfo) => {
    story.setTimeout(300_000);
    const folder = await mkdtemp(join(tmpdir(), "parlor-corpus-"));
    const file = await corpus(folder);
    const lines = (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    await parlor.stop();
    await parlor.import(file, "archive");
    await parlor.import(file, "archive");
    await parlor.start();
    // The corpus has an Ada of its own, and no two people share a name.
    ada.name = "Reader";
    await ada.enters("archive");
    await ada.sees(lines.at(-1).text);
    expect((await ada.shown()).at(-1)?.seq).toBe(lines.length);

    const walk = await walkUp(ada.timeline);
    testInfo.annotations.push({ type: "scroll", description: JSON.stringify(walk) });
    console.log(
      `scrolled ${lines.length} messages in ${walk.frames} frames; ${walk.slow} over 50 ms, the longest ${walk.longest} ms; at most ${walk.mostRows} rows in the page`,
    );
    expect(walk.missed).toEqual([]);
    expect(walk.seen).toBe(lines.length);
    expect(walk.mostRows).toBeLessThanOrEqual(300);
    await ada.sees(lines[0].text, { by: lines[0].by });
    await rm(folder, { recursive: true });
  },
);
