import { expect } from "@playwright/test";
import { areInTouch } from "./harness/are-in-touch.ts";
import { Confidant } from "./harness/confidant.ts";
import { story } from "./harness/private-story.ts";
import { slow } from "./harness/story.ts";
import { walkedThrough } from "./harness/walked-through.ts";

story(
  "two tabs write a hundred messages each at once: all open on the other side, each once, with nothing amiss",
  slow,
  async ({ ada, bo }) => {
    await areInTouch(ada, bo);
    const other = new Confidant(await bo.context.newPage(), bo.name, bo.wire);
    await other.opens();
    await other.isReadyWith("Ada");
    // Who wrote last follows what comes.
    await ada.writes("Go");
    await bo.sees("Go");
    const remarked = await ada.noticesTroubles();
    const numbered = (tab: string): string[] => Array.from({ length: 100 }, (_, at) => `${tab} ${at + 1}`);
    await Promise.all([bo.writesAtOnce(numbered("left")), other.writesAtOnce(numbered("right"))]);
    await expect.poll(() => bo.stored(), { message: "messages that wait", timeout: 20_000 }).toBe(0);
    await expect.poll(async () => (await ada.shown()).at(-1)?.seq).toBe(202);

    const read = await walkedThrough(ada);
    expect(read).toHaveLength(202);
    for (const tab of ["left", "right"]) expect(read.filter((text) => text.startsWith(tab))).toEqual(numbered(tab));
    expect(await walkedThrough(other)).toEqual(read);
    expect(await remarked()).toEqual([]);
  },
);
