/** `npm run faults`: every fault and every control, or those of `--only a,b`; `--short` as in `npm test`. */
import { writeFile } from "node:fs/promises";
import { controls, type ControlName, runControl } from "./controls.ts";
import { faults, type FaultName, shortForm } from "./faults/index.ts";
import { readOptions } from "./options.ts";
import { passes, type Result, resultOf } from "./report/result.ts";
import { writeReport } from "./report/write-report.ts";
import type { FaultReport } from "./rig/fault-report.ts";
import { runFault } from "./rig/run-fault.ts";

const known = [...Object.keys(faults), ...Object.keys(controls)];
const { seed, form, only, asJson, out, report: document } = readOptions(process.argv.slice(2), known);
const say = (...lines: string[]): void => lines.forEach((line) => console.error(line));
const isWanted = (name: string): boolean => only.length === 0 || only.includes(name);
const took = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;
say(`seed ${seed}`);

const byDefault = (form === "long" ? Object.keys(faults) : shortForm) as FaultName[];
const chosen = (only.length === 0 ? byDefault : (Object.keys(faults) as FaultName[])).filter(isWanted);
const reports = new Map<string, FaultReport>();
for (const name of chosen) {
  const since = performance.now();
  const report = await runFault(faults[name], `${seed} ${name}`, form);
  reports.set(name, report);
  say(
    `${passes(report) ? "✓" : "✗"} ${name} (${took(since)}) ${JSON.stringify({ ...report.counts, ...report.figures })}`,
  );
  say(...report.why.map((why) => `    ${why}`));
}

const colors: Result["controls"] = {};
// They only count, and measure nothing: so they run beside each other.
await Promise.all(
  (Object.keys(controls) as ControlName[]).filter(isWanted).map(async (name) => {
    const since = performance.now();
    const { color, why } = await runControl(name, `${seed} ${name}`);
    colors[name] = color;
    say(`${color === "red" ? "✓" : "✗"} control ${name} is ${color} (${took(since)})`);
    if (color === "green") say(...why.map((each) => `    ${each}`));
  }),
);

const result = resultOf(seed, reports, colors);
const json = JSON.stringify(result, null, 2);
if (asJson) console.log(json);
if (out !== undefined) await writeFile(out, json);
if (document !== undefined) await writeReport(document, result);
const good = [...reports.values()].filter(passes).length + Object.values(colors).filter((it) => it === "red").length;
say(`${good} of ${reports.size + Object.keys(colors).length} as they should be`);
// Not left to an empty event loop: Node can wait for ever for a socket that was reset while it connected (seen in 24.21).
process.exit(result.pass ? 0 : 1);
