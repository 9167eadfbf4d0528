import { execFile } from "node:child_process";
import { promisify } from "node:util";

/**
 * Sets how long a file the running process may write (RLIMIT_FSIZE, which util-linux' prlimit changes from outside, without
 * root). Past it writes fail as on a full disk, with EFBIG for ENOSPC; with a limit of 1, so do writes over what is there already.
 */
export async function limitFiles(pid: number, bytes: number | "unlimited"): Promise<void> {
  await promisify(execFile)("prlimit", ["--pid", String(pid), `--fsize=${bytes}:unlimited`]);
}
