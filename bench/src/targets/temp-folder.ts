import { rmSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { diskFolder } from "./disk-folder.ts";

const standing = new Set<string>();

process.once("exit", () => {
  for (const path of standing) rmSync(path, { recursive: true, force: true, maxRetries: 5 });
});

/** A fresh folder on a real disk, gone with the bench at the latest. */
export async function tempFolder(name: string): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(diskFolder(), `parlor-bench-${name}-`));
  standing.add(path);
  return {
    path,
    async remove() {
      await rm(path, { recursive: true, force: true });
      standing.delete(path);
    },
  };
}
