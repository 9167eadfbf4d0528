import { closeSync, openSync, readSync } from "node:fs";

/** The first bytes of what backups are often compressed with. */
const FORMATS: [string, number[]][] = [
  ["gzip", [0x1f, 0x8b]],
  ["zip", [0x50, 0x4b, 3, 4]],
  ["zstd", [0x28, 0xb5, 0x2f, 0xfd]],
  ["xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ["bzip2", [0x42, 0x5a, 0x68]],
];
const LONGEST = 5;

/** The format in which a file is compressed, such as "gzip". This process must not have the file open (see FileLock). */
export function compressionOf(path: string): string | undefined {
  const descriptor = openSync(path, "r");
  const start = Buffer.alloc(LONGEST);
  readSync(descriptor, start);
  closeSync(descriptor);
  return FORMATS.find(([, bytes]) => bytes.every((byte, at) => start[at] === byte))?.[0];
}
