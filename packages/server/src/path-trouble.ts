import { accessSync, constants, lstatSync, readlinkSync, statSync } from "node:fs";
import { dirname, join, parse, resolve, sep } from "node:path";

/** A link on the way to a path that cannot be followed. */
export interface BrokenLink {
  link: string;
  /** Where it leads in the end, which does not exist; undefined when it leads back to itself. */
  target: string | undefined;
}

/**
 * Whether something is at a path. Throws the system's failure when that cannot be told, as in a folder of another user, and for a
 * link that leads nowhere: `existsSync` says no to these too, and an operator would look for data that is there.
 */
export function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code !== "ENOENT" || brokenLink(resolve(path))) throw failure;
    return false;
  }
}

/** The first link on the way to an absolute path that leads to nothing or to itself; undefined when there is none. */
export function brokenLink(path: string): BrokenLink | undefined {
  for (const link of partsOf(path)) {
    const code = codeOf(() => statSync(link));
    if (code === undefined) continue;
    if (!isLink(link)) return undefined;
    if (code === "ELOOP") return { link, target: undefined };
    return code === "ENOENT" ? { link, target: endOf(link) } : undefined;
  }
  return undefined;
}

/** The first part of an absolute path whose modes shut out this user, who owns it; undefined when there is none. */
export function closedToOwner(path: string): string | undefined {
  // Root is not held back by modes: what stops it is something else.
  if (process.getuid?.() === 0) return undefined;
  const parts = partsOf(path);
  const closed = parts.find((part, at) => codeOf(() => accessSync(part, rightsFor(part, at < parts.length - 1))));
  if (closed === undefined) return undefined;
  try {
    return statSync(closed).uid === process.getuid?.() ? closed : undefined;
  } catch {
    return undefined;
  }
}

/** The folders on the way to a path, from the top, and the path itself. */
function partsOf(path: string): string[] {
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep).filter(Boolean);
  return names.map((_name, at) => join(root, ...names.slice(0, at + 1)));
}

function rightsFor(path: string, isOnTheWay: boolean): number {
  const { R_OK, W_OK, X_OK } = constants;
  if (isOnTheWay) return X_OK;
  return statSync(path).isDirectory() ? R_OK | W_OK | X_OK : R_OK | W_OK;
}

/** Follows links that end at nothing. */
function endOf(link: string): string {
  let end = link;
  while (isLink(end)) end = resolve(dirname(end), readlinkSync(end));
  return end;
}

function isLink(path: string): boolean {
  return codeOf(() => lstatSync(path)) === undefined && lstatSync(path).isSymbolicLink();
}

/** The code of the failure of a system call; undefined when it succeeds. */
function codeOf(call: () => unknown): string | undefined {
  try {
    call();
    return undefined;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code ?? "";
  }
}
