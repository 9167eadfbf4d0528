import { existsSync, statSync } from "node:fs";
import { type Config, readConfig } from "../config.ts";
import { BACKUPS_KEPT_BY_DEFAULT, dataDirOf } from "../settings/environment.ts";
import { settingProblems } from "../settings/setting-problems.ts";
import { systemFailureLine } from "../system-failure.ts";
import { checkAddresses } from "./check-addresses.ts";
import { checkCopies } from "./check-copies.ts";
import { checkDatabase } from "./check-database.ts";
import { checkFiles } from "./check-files.ts";
import { checkFolder } from "./check-folder.ts";
import { checkLock } from "./check-lock.ts";
import { checkNode } from "./check-node.ts";
import { checkServer } from "./check-server.ts";
import { checkSettings } from "./check-settings.ts";
import { checkSpace } from "./check-space.ts";
import { type Finding, fail, warn } from "./finding.ts";
import { folderLockState, type LockState } from "./folder-lock-state.ts";

/** A finding, with the name of what was checked. */
export interface Checked extends Finding {
  check: string;
}

/**
 * Checks everything that a start, or a browser, could stumble over. Only reads, and takes no lock. Asks the network for nothing
 * but this machine's own port and the addresses of PUBLIC_URL.
 */
export async function examine(env: NodeJS.ProcessEnv): Promise<Checked[]> {
  const config = settingProblems(env).length === 0 ? readConfig(env) : undefined;
  const dataDir = dataDirOf(env);
  const folder = checkFolder(dataDir);
  const isFolder = folder.level !== "fail" && existsSync(dataDir) && statSync(dataDir).isDirectory();
  const lock: LockState = isFolder ? folderLockState(dataDir) : { kind: "free" };
  return [
    { check: "node", ...checkNode(process.versions.node) },
    { check: "settings", ...checkSettings(env) },
    { check: "folder", ...folder },
    ...(isFolder ? await checkInside(dataDir, lock, config) : []),
    ...(config
      ? await checkOutside(config, lock)
      : [{ check: "address", ...warn("Not checked: correct the settings first, then ask again.") }]),
  ];
}

async function checkInside(dataDir: string, lock: LockState, config: Config | undefined): Promise<Checked[]> {
  const isChanging = lock.kind === "held" && lock.holder.use === "alone";
  const checks: [string, () => Finding | Promise<Finding>][] = [
    ["lock", () => checkLock(lock)],
    ["files", () => checkFiles(dataDir, lock)],
    ...(isChanging ? [] : [["database", () => checkDatabase(dataDir)] as [string, () => Promise<Finding>]]),
    ["space", () => checkSpace(dataDir)],
    ["copies", () => checkCopies(dataDir, config?.backups?.keep ?? BACKUPS_KEPT_BY_DEFAULT)],
  ];
  const findings: Checked[] = [];
  for (const [check, run] of checks) findings.push({ check, ...(await attempt(dataDir, run)) });
  return findings;
}

/** A server that runs may take a file away between two looks; that must not end the other checks. */
async function attempt(dataDir: string, run: () => Finding | Promise<Finding>): Promise<Finding> {
  try {
    return await run();
  } catch (failure) {
    const { message } = failure as Error;
    return fail(systemFailureLine(failure as Error, { dataDir }) ?? `This could not be checked: ${message}.`);
  }
}

async function checkOutside(config: Config, lock: LockState): Promise<Checked[]> {
  const { answers, ...server } = await checkServer(config, lock);
  const addresses = await checkAddresses(config, answers);
  return [{ check: "server", ...server }, ...addresses.map((finding) => ({ check: "address", ...finding }))];
}
