import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { BACKUP_FOLDER, isDataFile } from "../db/data-files.ts";
import { strangeDatabase } from "../db/refuse-strange-database.ts";
import { isSwapDecided } from "../db/swap-database.ts";
import { brokenLink } from "../path-trouble.ts";
import type { LockState } from "./folder-lock-state.ts";
import { type Finding, fail, ok, warn, worst } from "./finding.ts";
import { sizeText } from "./size-text.ts";

/** Whether the files of a data folder can be used by this user and by no other, and what killed programs left there. */
export function checkFiles(dataDir: string, lock: LockState): Finding {
  const strange = strangeDatabase(dataDir);
  if (strange !== undefined) return fail(strange);
  const broken = brokenLink(join(dataDir, BACKUP_FOLDER));
  if (broken)
    return fail(
      `${broken.link} is a symbolic link that leads nowhere, so no backup can be made: mount the disk or make the folder that it leads to.`,
    );
  const paths = [dataDir, join(dataDir, BACKUP_FOLDER)].flatMap((folder) =>
    existsSync(folder)
      ? readdirSync(folder)
          .filter(isDataFile)
          .map((name) => join(folder, name))
      : [],
  );
  // A server makes and removes files meanwhile.
  const files = paths.filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
  return (
    worst([
      ok(files.length === 1 ? "One file, usable and private." : `${files.length} files, usable and private.`),
      ...checkRights(files),
      ...checkOwners(dataDir, files),
      ...checkModes(files),
      ...checkLeftovers(dataDir, files, lock),
    ]) ?? ok("None.")
  );
}

function checkRights(files: string[]): Finding[] {
  const locked = files.filter((path) => !isUsable(path));
  if (locked.length === 0) return [];
  return [
    fail(`This user cannot read and write ${listed(locked)}: give all of the folder to Parlor's user (\`chown -R\`).`),
  ];
}

/** A command that ran as root leaves files that Parlor's user cannot use; root itself would not notice. */
function checkOwners(dataDir: string, files: string[]): Finding[] {
  if (process.platform === "win32") return [];
  const owner = statSync(dataDir).uid;
  const foreign = files.filter((path) => (statSync(path, { throwIfNoEntry: false })?.uid ?? owner) !== owner);
  if (foreign.length === 0) return [];
  return [
    fail(
      `The folder belongs to user ${owner}, and ${listed(foreign)} to another, so Parlor may not be able to use that: \`chown -R ${owner}\` the folder.`,
    ),
  ];
}

function checkModes(files: string[]): Finding[] {
  if (process.platform === "win32") return [];
  const open = files.filter((path) => ((statSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0);
  if (open.length === 0) return [];
  return [warn(`Other users may use ${listed(open)}: \`chmod 600\` them, or restart Parlor, which does.`)];
}

function checkLeftovers(dataDir: string, files: string[], lock: LockState): Finding[] {
  const partial = files.filter((path) => path.includes(".db.partial"));
  // Somebody who has the folder may be making them now.
  const isIdle = lock.kind === "free";
  const bytes = partial.reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
  return [
    ...(isIdle && isSwapDecided(dataDir)
      ? [warn("A restore was stopped in its middle: the next start of Parlor, or the next restore, finishes it.")]
      : []),
    ...(isIdle && partial.length > 0
      ? [
          warn(
            `Unfinished copies of a program that was stopped (${listed(partial)}, ${sizeText(bytes)}): the next start or backup removes its own.`,
          ),
        ]
      : []),
  ];
}

function isUsable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === "ENOENT";
  }
}

const SHOWN = 3;

function listed(paths: string[]): string {
  const more = paths.length > SHOWN ? ` and ${paths.length - SHOWN} more` : "";
  return paths.slice(0, SHOWN).join(", ") + more;
}
