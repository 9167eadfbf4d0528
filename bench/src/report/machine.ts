import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem } from "node:os";
import { diskFolder } from "../targets/disk-folder.ts";
import { root } from "../targets/program.ts";

/** What the figures were measured on. */
export interface Machine {
  cpu: string;
  cores: number;
  memory_gb: number;
  system: string;
  node: string;
  /** The file system that the data folders were on. */
  data_on: string;
  /** Of one minute, when the bench began: well above zero means that somebody else was working too. */
  load_at_start: number;
}

export function machine(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? "unknown",
    cores: cpus().length,
    memory_gb: Math.round(totalmem() / 1_073_741_824),
    system: `${process.platform} ${release().split("-")[0]}`,
    node: process.version,
    data_on: fileSystem(diskFolder()),
    load_at_start: Math.round((loadavg()[0] ?? 0) * 100) / 100,
  };
}

/** Its type, as the list of mounts has it; "unknown" on systems without such a list. */
export function fileSystem(folder: string, mounts = mountTable()): string {
  const lines = mounts.split("\n").map((line) => line.split(" "));
  const holds = lines.filter(([, at = ""]) => at === "/" || folder === at || folder.startsWith(`${at}/`));
  // The longest of the mount points that hold it, and the last of those mounted there.
  const nearest = holds.reduce<string[] | undefined>(
    (best, line) => ((line[1]?.length ?? 0) >= (best?.[1]?.length ?? 0) ? line : best),
    undefined,
  );
  return nearest?.[2] ?? "unknown";
}

function mountTable(): string {
  return process.platform === "linux" ? readFileSync("/proc/mounts", "utf8") : "";
}

/** The commit the tree stands at; `+` when what is measured has changed since. */
export function commit(): string {
  const git = (...args: string[]): string => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  try {
    const changed = git("status", "--porcelain", "--", "packages", "bench", "package-lock.json");
    return `${git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : "+"}`;
  } catch {
    return "unknown";
  }
}
