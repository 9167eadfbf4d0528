import { existsSync, statfsSync, statSync } from "node:fs";
import { OperatorError } from "../operator-error.ts";
import { SIDE_FILES } from "./complete-file.ts";

/** What else is written meanwhile: messages, a journal, the folder's own list. */
export const MARGIN_BYTES = 8 << 20;

/** Bytes of a database together with what waits in its write-ahead log. */
export function databaseBytes(file: string): number {
  const sizes = ["", ...SIDE_FILES].map((ending) => (existsSync(file + ending) ? statSync(file + ending).size : 0));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What this user may still write to the disk of a folder, in bytes. */
export function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** Throws OperatorError with one line unless `folder` has room for `bytes`; `what` is what needs it, such as "a backup". */
export function needRoom(folder: string, bytes: number, what: string): void {
  const free = freeBytes(folder);
  if (free >= bytes + MARGIN_BYTES) return;
  throw new OperatorError(
    `There is not enough room in ${folder} for ${what}: it needs ${inMegabytes(bytes + MARGIN_BYTES)}, and ${inMegabytes(free)} are free. Make room, then try again.`,
  );
}

function inMegabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1 << 20))} MB`;
}
