import { accessSync, constants, statSync } from "node:fs";
import { dirname } from "node:path";
import { isThere } from "../path-trouble.ts";
import { systemFailureLine } from "../system-failure.ts";
import { type Finding, fail, ok, warn, worst } from "./finding.ts";

/** Whether the data folder is there, usable by this user, and closed to others. */
export function checkFolder(dataDir: string): Finding {
  try {
    if (!isThere(dataDir)) return absent(dataDir);
    const stat = statSync(dataDir);
    if (!stat.isDirectory()) return fail(`${dataDir} is a file: set DATA_DIR to a folder.`);
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    const findings = process.platform === "win32" ? [] : [checkOwner(stat.uid), checkMode(dataDir, stat.mode)];
    return (
      worst([ok(`${dataDir} can be read and written.`), ...findings.filter((finding) => finding !== undefined)]) ??
      ok(dataDir)
    );
  } catch (failure) {
    return fail(systemFailureLine(failure as Error, { dataDir }) ?? String(failure));
  }
}

function absent(dataDir: string): Finding {
  let parent = dirname(dataDir);
  while (!statSync(parent, { throwIfNoEntry: false })) parent = dirname(parent);
  try {
    accessSync(parent, constants.W_OK | constants.X_OK);
  } catch {
    return fail(
      `${dataDir} does not exist, and this user cannot make it in ${parent}: make it and give it to Parlor's user.`,
    );
  }
  return warn(
    `${dataDir} does not exist yet: the first start makes it. If Parlor has run before, set DATA_DIR to its folder.`,
  );
}

function checkOwner(owner: number): Finding | undefined {
  const user = process.getuid?.();
  if (owner === user) return undefined;
  return warn(
    `The folder belongs to user ${owner}, and this is user ${user}: run commands as the user that Parlor runs as.`,
  );
}

function checkMode(dataDir: string, mode: number): Finding | undefined {
  if ((mode & 0o077) === 0) return undefined;
  const octal = (mode & 0o777).toString(8).padStart(4, "0");
  return warn(`Other users may enter ${dataDir} (mode ${octal}): \`chmod 700\` it, or restart Parlor, which does.`);
}
