/**
 * Loaded with `--import <url>?at=N`: ends the process with SIGKILL just before its N-th call that changes the disk, so that a
 * test can stop a program at every such point in turn. Past the last one the program ends by itself.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { DatabaseSync } from "node:sqlite";

const killAt = Number(new URL(import.meta.url).searchParams.get("at"));
let calls = 0;

function count(): void {
  calls += 1;
  if (calls === killAt) process.kill(process.pid, "SIGKILL");
}

const changing = [
  "copyFileSync",
  "fsyncSync",
  "linkSync",
  "mkdirSync",
  "openSync",
  "renameSync",
  "rmSync",
  "unlinkSync",
];
const all = fs as unknown as Record<string, (...args: unknown[]) => unknown>;
for (const name of changing) {
  const real = all[name];
  if (!real) throw new Error(`node:fs has no ${name}`);
  all[name] = (...args) => {
    // Node's loader opens every module; only what is opened to be written counts.
    if (name !== "openSync" || args[1] === "wx") count();
    return real.apply(fs, args);
  };
}
syncBuiltinESMExports();

const { exec } = DatabaseSync.prototype;
DatabaseSync.prototype.exec = function (sql) {
  count();
  return exec.call(this, sql);
};
