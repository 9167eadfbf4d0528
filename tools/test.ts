import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { root, runStep, seconds } from "./run-step.ts";

/**
 * `npm test`: the gate, cheapest first; ends at the first step that fails, always with one line of totals.
 * `npm run test:all` is the same program with `--rest`: what takes too long for every change, and CI runs after the gate.
 */
const unitReport = join(root, ".cache/unit.json");
const storyReport = join(root, ".cache/stories.json");
const faultReport = join(root, ".cache/faults.json");

interface Step {
  name: string;
  command: string[];
}

const vitest = (...args: string[]): string[] => [
  "vitest",
  "run",
  ...args,
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${unitReport}`,
];

/** Those of the short form, or those named, as "kill9,restore". */
const faults = (name: string, only?: string): Step => ({
  name,
  command: ["node", "faults/src/main.ts", "--short", ...(only ? ["--only", only] : []), "--out", faultReport],
});

/** The stories of these projects of e2e/playwright.config.ts. */
const stories = (...projects: string[]): string[] => [
  "playwright",
  "test",
  "-c",
  "e2e",
  ...projects.map((project) => `--project=${project}`),
];

const build: Step = { name: "build", command: ["node", "tools/build.ts"] };

/** Both begin with the build: PARLOR_BUILT then lets every test run what an operator runs (parlor-program.ts). */
const gate: Step[] = [
  { name: "check", command: ["node", "tools/check.ts"] },
  build,
  {
    name: "unit, contract and conformance tests",
    command: vitest("--project", "together", "--project", "apart"),
  },
  faults("faults, short form"),
  { name: "size budget", command: ["size-limit"] },
  { name: "browser stories", command: stories("wide light", "touch") },
];

const rest: Step[] = [
  build,
  // Only Linux tells the rig when a server cut a slow reader, and limits the size of a running program's files.
  ...(process.platform === "linux" ? [faults("further faults, short form", "disk_full,slow_readers,restore")] : []),
  { name: "slow tests", command: vitest("--project", "slow", "--passWithNoTests") },
  {
    name: "slow browser stories, and other windows",
    command: stories("slow", "wide dark", "narrow light", "narrow dark"),
  },
];

const steps = process.argv.includes("--rest") ? rest : gate;

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

async function unitTotals(): Promise<Totals> {
  const report = JSON.parse(await readFile(unitReport, "utf8"));
  return { passed: report.numPassedTests, failed: report.numFailedTests, skipped: report.numPendingTests };
}

async function storyTotals(): Promise<Totals> {
  const { stats } = JSON.parse(await readFile(storyReport, "utf8"));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

/** A fault passes with its five zeros; a control, when it turned red. */
async function faultTotals(): Promise<Totals> {
  const report: { faults: Record<string, { pass: boolean }>; controls: Record<string, string> } = JSON.parse(
    await readFile(faultReport, "utf8"),
  );
  const faults = Object.values(report.faults).map(({ pass }) => pass);
  const controls = Object.values(report.controls).map((color) => color === "red");
  const ran = [...faults, ...controls];
  return { passed: ran.filter(Boolean).length, failed: ran.filter((passed) => !passed).length, skipped: 0 };
}

await Promise.all([unitReport, storyReport, faultReport].map((path) => rm(path, { force: true })));
const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: storyReport, PARLOR_BUILT: "yes" };
let broken: string | undefined;
for (const { name, command } of steps) {
  console.log(`\n— ${name}`);
  const [tool = "", ...args] = command;
  const { ok, took } = await runStep(tool, args, { show: true, env });
  console.log(`— ${name}: ${ok ? "passed" : "FAILED"} in ${seconds(took)}`);
  if (ok) continue;
  broken = name;
  break;
}

const none: Totals = { passed: 0, failed: 0, skipped: 0 };
const parts = await Promise.all([unitTotals, faultTotals, storyTotals].map((count) => count().catch(() => none)));
const total = (of: keyof Totals): number => parts.reduce((sum, part) => sum + part[of], 0);
// A step that is no test runner (types, lint, size) counts as one failure, so that the last line never looks green.
const failed = broken !== undefined && total("failed") === 0 ? 1 : total("failed");
console.log(broken === undefined ? "" : `\nStopped at: ${broken}`);
console.log(`${total("passed")} passed, ${failed} failed, ${total("skipped")} skipped`);
process.exitCode = broken === undefined ? 0 : 1;
