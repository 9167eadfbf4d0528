import { stat, type Stats } from "node:fs";
import { promisify } from "node:util";

const statOf = promisify(stat);
/** There is nothing at the path. After any other failure nobody knows. */
const GONE = new Set(["ENOENT", "ENOTDIR"]);

/**
 * Remembers which file is at a path now. The answer tells whether it is still that one there: false once the file, or a folder
 * above it, was moved, deleted or replaced. Only the directory is asked: to open and close a file would end SQLite's locks on it.
 */
export async function rememberFile(path: string): Promise<() => Promise<boolean>> {
  const first = await statOf(path);
  const isSame = ({ dev, ino }: Stats): boolean => dev === first.dev && ino === first.ino;
  return () => statOf(path).then(isSame, ({ code }: NodeJS.ErrnoException) => !GONE.has(code ?? ""));
}
