import { existsSync, globSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { story } from "./harness/story.ts";

const root = join(import.meta.dirname, "..");

/** A corpus beside the project or named in PARLOR_CORPUS; without one, 20,000 lines of our own making. */
async function corpus(folder: string): Promise<string> {
  const beside = globSync("*/corpus/chat-20k.jsonl", { cwd: join(root, "..") }).map((path) => join(root, "..", path));
  const found = [process.env["PARLOR_CORPUS"], ...beside].find((path) => path !== undefined && existsSync(path));
  if (found) return found;
  console.log("no corpus of 20,000 messages in PARLOR_CORPUS or beside the project: importing a made-up one");
  const file = join(folder, "made-up.jsonl");
  const names = ["Ida", "Juri", "Kaya", "Lev", "Mina"];
  const line = (at: number): string =>
    JSON.stringify({
      at: 1_600_000_000_000 + at * 61_000,
      by: names[(at * 7) % 5],
      text: `made-up ${at} ${"word ".repeat((at * 13) % 40)}`,
    });
  await writeFile(file, Array.from({ length: 20_000 }, (_, at) => `${line(at)}\n`).join(""));
  return file;
}

story(
  "IMP-1 IMP-2 20,000 imported messages: once however often imported, and scrolled through from end to start",
  async ({ ada, parlor }, testInfo) => {
    story.setTimeout(150_000);
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

    const walk = await ada.timeline.evaluate(async (log) => {
      const seen = new Set<number>();
      let mostRows = 0;
      let longest = 0;
      let slow = 0;
      let frames = 0;
      let last = performance.now();
      let still = 0;
      const rows = () => Array.from(log.querySelectorAll<HTMLElement>("[data-seq]"));
      for (let first = Infinity; first > 1 && still < 600; frames += 1) {
        const now = await new Promise<number>(requestAnimationFrame);
        longest = Math.max(longest, now - last);
        if (now - last > 50) slow += 1;
        last = now;
        const all = rows();
        mostRows = Math.max(mostRows, all.length);
        const seqs = all.map((row) => Number(row.dataset["seq"]));
        for (const seq of seqs) seen.add(seq);
        const lowest = Math.min(...seqs);
        still = lowest < first ? 0 : still + 1;
        first = lowest;
        log.scrollBy(0, -0.9 * log.clientHeight);
      }
      const missed = Array.from({ length: Math.max(...seen) }, (_, at) => at + 1).filter((seq) => !seen.has(seq));
      return { seen: seen.size, missed, mostRows, frames, slow, longest: Math.round(longest) };
    });
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
