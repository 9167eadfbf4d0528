import { parseArgs } from "node:util";
import { type SavedCopy, savedCopies } from "../db/data-files.ts";
import { type Checked, examine } from "../doctor/examine.ts";
import { dataDirOf } from "../settings/environment.ts";
import { version } from "../version.ts";
import type { Command } from "./command.ts";

async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { json: { type: "boolean" } } });
  const checks = await examine(process.env);
  const isWell = checks.every(({ level }) => level !== "fail");
  const copies = copiesIn(dataDirOf(process.env));
  if (values.json) console.log(JSON.stringify({ ok: isWell, version, checks, copies }, undefined, 2));
  else for (const line of doctorLines(checks)) console.log(line);
  if (!isWell) process.exitCode = 1;
}

/** None where the folder cannot be read, which is a finding of its own. */
function copiesIn(dataDir: string): SavedCopy[] {
  try {
    return savedCopies(dataDir);
  } catch {
    return [];
  }
}

/** A line for each check, and indented ones for its details. */
function doctorLines(checks: readonly Checked[]): string[] {
  const width = Math.max(...checks.map(({ check }) => check.length));
  return checks.flatMap(({ check, level, text, details = [] }) => [
    `${level.padEnd(4)}  ${check.padEnd(width)}  ${text.replaceAll("\n", " ")}`,
    ...details.map((detail) => `${" ".repeat(width + 8)}${detail}`),
  ]);
}

export const command: Command = {
  summary: "checks settings, data folder, database, free space and addresses, beside a running server too",
  usage: "doctor [--json]",
  run,
};
