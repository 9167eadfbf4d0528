import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { table } from "./table.ts";
import type { Result } from "./result.ts";

const START = "<!-- faults: written by the rig -->";
const END = "<!-- faults: end -->";

/** Puts the result between the markers of a document. Throws where they are not there. */
export async function writeReport(path: string, result: Result): Promise<void> {
  const document = await readFile(path, "utf8");
  const [before, rest] = document.split(START);
  const [, after] = rest?.split(END) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${path} has no markers for the rig's table`);
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "processor"}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const date = new Date().toISOString().slice(0, 10);
  await writeFile(path, `${before}${START}\n${table(result, { machine, commit, date })}\n${END}${after}`);
}
