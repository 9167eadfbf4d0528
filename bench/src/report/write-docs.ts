import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../targets/program.ts";
import { commit } from "./machine.ts";
import { type Panel, plot } from "./plot.ts";
import type { Report } from "./report.ts";
import { table } from "./table.ts";
import { wanted } from "./targets.ts";

const PAGE = join(root, "docs/performance.md");
const PICTURES = "performance";
const START = "<!-- bench: what follows is written by `npm run bench` -->";
const END = "<!-- bench: end -->";

const plots: Record<string, Panel[]> = {
  "fan-out-cpu": [
    {
      title: "1 channel × 1,000 viewers, 10 msg/s: server CPU, µs per delivery",
      key: "fanout.w1.r10.cpu_us_per_delivery",
    },
    { title: "the same, 100 msg/s", key: "fanout.w1.r100.cpu_us_per_delivery" },
    { title: "the same, 1,000 msg/s", key: "fanout.w1.r1000.cpu_us_per_delivery" },
    { title: "200 channels × 10 viewers, 1,000 msg/s in all", key: "fanout.w2.cpu_us_per_delivery" },
  ],
  "fan-out-rate": [
    {
      title: "msg/s into one channel of 1,000 with p99 under 250 ms: longer is better",
      key: "fanout.max_rate_p99_250",
    },
  ],
};

/** Writes the table and the plots into docs/, with the machine and the commit. Rejects when the page lost its markers. */
export async function writeDocs(report: Report): Promise<void> {
  const where = caption(report);
  await mkdir(join(root, "docs", PICTURES), { recursive: true });
  const pictures: string[] = [];
  for (const [name, panels] of Object.entries(plots)) {
    const shown = panels.filter(({ key }) => Object.values(report.figures).some((own) => typeof own[key] === "number"));
    if (shown.length === 0) continue;
    await writeFile(join(root, "docs", PICTURES, `${name}.svg`), plot(where, shown, report.figures));
    pictures.push(`![${shown[0]?.title ?? name}](${PICTURES}/${name}.svg)`);
  }
  const notes = Object.entries(report.notes).map(([about, note]) => `- \`${about}\`: ${note}`);
  const written = [where, ...pictures, table(report.figures, wanted), notes.join("\n")].filter((part) => part !== "");
  await writeFile(PAGE, between(await readFile(PAGE, "utf8"), written.join("\n\n")));
}

/** The page with everything between the two markers replaced. Throws when they are not there. */
export function between(page: string, written: string): string {
  const start = page.indexOf(START);
  const end = page.indexOf(END);
  if (start === -1 || end < start) throw new Error("docs/performance.md has lost the markers of the bench");
  return `${page.slice(0, start + START.length)}\n${written}\n${page.slice(end)}`;
}

function caption({ machine: { cpu, cores, memory_gb, system, node, data_on, load_at_start } }: Report): string {
  const on = `${cores} cores of ${cpu}, ${memory_gb} GB, ${system}, Node ${node.slice(1)}, data on ${data_on}`;
  return `Commit ${commit()}; ${on}; load ${load_at_start} at the start.`;
}
