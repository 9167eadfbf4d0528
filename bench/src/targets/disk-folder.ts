import { mkdirSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./program.ts";

/** What statfs calls a file system in memory, on Linux. */
const TMPFS = 0x01_02_19_94;

/** Where data folders go: the folder for temporary files, unless that is in memory, where an fsync costs nothing. */
export function diskFolder(): string {
  if (process.platform !== "linux" || statfsSync(tmpdir()).type !== TMPFS) return tmpdir();
  const beside = join(root, ".cache/bench");
  mkdirSync(beside, { recursive: true });
  return beside;
}
