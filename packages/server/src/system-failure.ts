import { userInfo } from "node:os";
import { resolve } from "node:path";
import { brokenLink, type BrokenLink, closedToOwner } from "./path-trouble.ts";

/** What a line about a failure can name. */
export interface FailureContext {
  /** The absolute path of the data folder. */
  dataDir: string;
}

/** A failure of the operating system, or of SQLite (which has `errcode`). */
export interface SystemFailure extends NodeJS.ErrnoException {
  errcode?: number;
  address?: string;
  port?: number;
  hostname?: string;
}

/** Fills one line: `what` is the file or the folder, `otherwise` another way out, and `path` where to look for more. */
type Line = (what: string, otherwise: string, path: string) => string;

const noRoom: Line = (what) =>
  `${what} cannot be written because the disk, or this user's share of it, is full: make room.`;
const noPermission: Line = (what, otherwise, path) => {
  const closed = closedToOwner(path);
  const remedy = closed === undefined ? "give it to that user (chown)" : `\`chmod u+rwX ${closed}\``;
  return `${what} cannot be used by the user ${user()} (permission denied): ${remedy}${otherwise}.`;
};
const readOnly: Line = (what, otherwise) =>
  `${what} cannot be written because it, or the disk it is on, is read-only: make it writable${otherwise}.`;
const tooManyFiles: Line = () =>
  "Too many files are open: raise the limit (`ulimit -n`, or LimitNOFILE= of the systemd unit), 65536 is plenty.";
const notAFolder: Line = (what, otherwise) =>
  `${what} cannot be used because a part of its path is a file and not a folder: correct the path${otherwise}.`;
const brokenDisk: Line = (what) =>
  `${what} cannot be read or written because the disk failed: check the disk and the system's log, then try again.`;

/** By the code of the system call. */
const fileLines: Record<string, Line> = {
  EACCES: noPermission,
  EPERM: noPermission,
  EROFS: readOnly,
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EFBIG: noRoom,
  EMFILE: tooManyFiles,
  ENFILE: tooManyFiles,
  ENOTDIR: notAFolder,
  EEXIST: notAFolder,
  EISDIR: (what, otherwise) => `${what} is a folder where a file belongs: move it away${otherwise}.`,
  ENOENT: (what, otherwise) => `${what} does not exist: correct the path, or mount the disk it is on${otherwise}.`,
  ENAMETOOLONG: (what, otherwise) => `${what} has too long a path for this system: shorten it${otherwise}.`,
  ELOOP: (what, otherwise) => `${what} has too many symbolic links in its path: correct them${otherwise}.`,
  EIO: brokenDisk,
  EBUSY: (what) => `${what} is in use by another program: stop that program, then try again.`,
};

/** What a link that leads nowhere shows as; making a folder in its place says that something is there already. */
const linkCodes = new Set(["ENOENT", "EEXIST", "ENOTDIR", "ELOOP"]);

/** By SQLite's primary result code (sqlite.org/rescode.html). */
const sqliteLines: Record<number, Line> = {
  3: noPermission,
  5: (what) => `${what} is locked by another program: stop that program, then try again.`,
  6: (what) => `${what} is locked by another program: stop that program, then try again.`,
  7: () => "There is not enough memory: stop other programs, or give this machine more.",
  8: readOnly,
  10: brokenDisk,
  11: (what) => `${what} is damaged: put a backup in place (\`parlor restore BACKUP.db --replace\`).`,
  13: noRoom,
  14: (what, otherwise) =>
    `${what} cannot be opened by the user ${user()}: see that it is a file, and that this user may read and write it and its folder${otherwise}.`,
  15: (what, otherwise) =>
    `${what} is on a disk without file locks, such as a network share: move it to a local disk${otherwise}.`,
  22: (what, otherwise) => `${what} is on a disk that cannot hold large files: move it to another disk${otherwise}.`,
  26: (what) =>
    `${what} is not a SQLite database: move that file away, or put a backup in place (\`parlor restore BACKUP.db --replace\`).`,
};

/** Extended codes that say more than their primary code: a disk without room shows as an I/O error of these (sqlite.org/rescode.html). */
const noRoomCodes = new Set([778, 1034, 1546, 4874]);
const IOERR_ACCESS = 3338;
const AUTH_READONLY = 14;

/** One line that says what happened and what to do; undefined for what is no failure of the system, and so a bug. */
export function systemFailureLine(failure: SystemFailure, context: FailureContext): string | undefined {
  const { code = "", syscall, errcode = 0 } = failure;
  if (syscall === "listen" || syscall === "bind") return listenLine(failure);
  if (syscall === "getaddrinfo")
    return `There is no address for HOST=${failure.hostname}: set HOST to an address of this machine.`;
  const subject = subjectOf(failure, context);
  if (errcode > 0) return sqliteLine(errcode)?.(...subject);
  if (code === "ERR_WORKER_INIT_FAILED")
    return "No more threads or files may be opened: raise the limits of this user (`ulimit -n`, `ulimit -u`).";
  if (!syscall) return undefined;
  const broken = linkCodes.has(code) ? brokenLink(subject[2]) : undefined;
  if (broken) return brokenLinkLine(subject, broken);
  const line = fileLines[code] ?? ((what: string) => `${what} cannot be used (${failure.message}).`);
  return line(...subject);
}

function brokenLinkLine([what, otherwise]: Subject, { link, target }: BrokenLink): string {
  return target === undefined
    ? `${what} cannot be used because ${link} is a symbolic link that leads back to itself: correct the link${otherwise}.`
    : `${what} cannot be used because ${link} is a symbolic link to ${target}, which does not exist: mount the disk or make the folder that it leads to, or correct the link${otherwise}.`;
}

function sqliteLine(errcode: number): Line | undefined {
  if (noRoomCodes.has(errcode)) return noRoom;
  if (errcode === IOERR_ACCESS) return sqliteLines[AUTH_READONLY];
  return sqliteLines[errcode & 0xff];
}

/** What a line is about: the file or folder as the subject of a sentence, the other way out that there is for data, and its path. */
type Subject = Parameters<Line>;

function subjectOf({ path, errcode }: SystemFailure, { dataDir }: FailureContext): Subject {
  const otherwise = ", or set DATA_DIR to another folder";
  if (errcode) return [path ? `The database ${path}` : `The database in ${dataDir}`, otherwise, path ?? dataDir];
  if (!path || path === dataDir || dataDir.startsWith(`${path}/`))
    return [`The data folder ${dataDir}`, otherwise, dataDir];
  return [path, path.startsWith(dataDir) ? otherwise : "", resolve(path)];
}

function listenLine({ code, port, address, message }: SystemFailure): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is in use: stop the other program, or set PORT to a free one.`;
    case "EACCES":
      return `Port ${port} may not be used by the user ${user()}: set PORT to one from 1024 on, and put a proxy in front.`;
    case "EADDRNOTAVAIL":
    case "EINVAL":
    case "EAFNOSUPPORT":
      return `This machine does not have the address ${address}: set HOST to one of its own, or to nothing for all of them.`;
    case undefined:
    default:
      return `The address ${address} with port ${port} cannot be used (${message}): set HOST or PORT.`;
  }
}

function user(): string {
  try {
    return userInfo().username;
  } catch {
    // A container may run as a number without a name.
    return String(process.getuid?.() ?? "of this process");
  }
}
