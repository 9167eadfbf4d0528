import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BuildProblem } from "./build-part.ts";
import { build } from "./build.ts";
import { root } from "./run-step.ts";

/** What `npm ci` and `npm install` run at their end, so that a start builds nothing (docs/decisions/0011). */

interface LockedPackage {
  optional?: boolean;
  dev?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
}

const omitted = (process.env["npm_config_omit"] ?? "").split(/\s+/);

/** The packages for this machine's system and processor that npm left out. */
function leftOut(): string[] {
  if (omitted.includes("optional")) return [];
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
    packages: Record<string, LockedPackage>;
  };
  const header = (process.report.getReport() as { header: { glibcVersionRuntime?: string } }).header;
  const libc = header.glibcVersionRuntime === undefined ? "musl" : "glibc";
  const fits = ({ os, cpu, libc: libcs = [libc] }: LockedPackage): boolean =>
    os?.includes(process.platform) === true && cpu?.includes(process.arch) === true && libcs.includes(libc);
  return Object.entries(packages)
    .filter(([, locked]) => locked.optional && !(locked.dev && omitted.includes("dev")) && fits(locked))
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path)));
}

/**
 * npm leaves out an optional package that does not want the Node which runs npm. The bundler's and the linter's native
 * parts are such packages, and they want more than Node 18; so npm installs them again with the Node that will run them.
 */
function installLeftOut(): void {
  const npm = process.env["npm_execpath"];
  if (npm === undefined || leftOut().length === 0) return;
  const install = [npm, "install", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
  spawnSync(process.execPath, install, { cwd: root, stdio: "inherit" });
}

installLeftOut();
await build().catch((failure: unknown) => {
  console.error(failure instanceof BuildProblem ? failure.message : failure);
  process.exitCode = 1;
});
