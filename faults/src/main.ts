/** `npm run faults`: every fault and every control, or those of `--only a,b`; `--short` as in `npm test`. */
import { faults, type FaultName, shortForm } from "./faults/index.ts";
import { readOptions } from "./options.ts";
import { offences } from "./checker/findings.ts";
import type { FaultReport } from "./rig/fault-report.ts";
import { runFault } from "./rig/run-fault.ts";

const { seed, form, only, asJson } = readOptions(process.argv.slice(2));
const say = (line: string): void => console.error(line);
say(`seed ${seed}`);

const isWanted = (name: string, byDefault: boolean): boolean => (only.length > 0 ? only.includes(name) : byDefault);
const reports: Record<string, FaultReport> = {};
for (const [name, fault] of Object.entries(faults)) {
  if (!isWanted(name, form === "long" || shortForm.includes(name as FaultName))) continue;
  const startedAt = performance.now();
  const report = (reports[name] = await runFault(fault, `${seed} ${name}`, form));
  const took = `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
  say(`${passes(report) ? "✓" : "✗"} ${name} (${took}) ${JSON.stringify({ ...report.counts, ...report.figures })}`);
  for (const why of report.why) say(`    ${why}`);
}

const pass = Object.values(reports).every(passes);
if (asJson) {
  const shown = Object.entries(reports).map(([name, { counts, figures }]) => [name, { ...counts, ...figures }]);
  console.log(JSON.stringify({ seed, faults: Object.fromEntries(shown), controls: {}, pass }, null, 2));
}
process.exitCode = pass ? 0 : 1;

function passes({ counts, why }: FaultReport): boolean {
  return why.length === 0 && offences.every((offence) => counts[offence] === 0);
}
