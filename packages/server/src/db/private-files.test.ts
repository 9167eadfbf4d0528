import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { person } from "../testing/cast.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { openDatabase } from "./open-database.ts";

const modeOf = (path: string): number => statSync(path).mode & 0o777;

test.skipIf(process.platform === "win32")(
  "a data folder and all files in it are for their owner alone, new or old",
  async () => {
    using folder = tempFolder();
    const dataDir = join(folder.path, "data");
    const before = process.umask(0);
    try {
      const first = await openDatabase(dataDir, "server");
      await person(first, "Ada");
      const whileOpen = readdirSync(dataDir);
      expect(whileOpen).toEqual(expect.arrayContaining(["parlor.db", "parlor.db-wal", "parlor.db-shm", "parlor.lock"]));
      expect(whileOpen.map((name) => [name, modeOf(join(dataDir, name))])).toEqual(
        whileOpen.map((name) => [name, 0o600]),
      );
      expect(modeOf(dataDir)).toBe(0o700);
      expect(first.tightened).toEqual([]);
      await first.close();
      mkdirSync(join(dataDir, "backups"));
      writeFileSync(join(dataDir, "backups/parlor-x.db"), "");
      writeFileSync(join(dataDir, "notes.txt"), "not Parlor's");
      for (const name of ["", "parlor.db", "notes.txt"]) chmodSync(join(dataDir, name), name ? 0o644 : 0o755);
      const again = await openDatabase(dataDir, "server");
      expect(again.tightened).toEqual(
        expect.arrayContaining([dataDir, join(dataDir, "parlor.db"), join(dataDir, "backups")]),
      );
      expect(modeOf(join(dataDir, "backups/parlor-x.db"))).toBe(0o600);
      expect(modeOf(join(dataDir, "notes.txt"))).toBe(0o644);
      await again.close();
    } finally {
      process.umask(before);
    }
  },
);
