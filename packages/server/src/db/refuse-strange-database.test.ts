import { existsSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { makeBackup } from "../backups/make-backup.ts";
import { restoreBackup } from "../backups/restore-backup.ts";
import { OperatorError } from "../operator-error.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { openDatabase } from "./open-database.ts";

test.each(["leads to a database", "leads nowhere"])(
  "start, command, backup and restore refuse a link that %s in place of the database",
  async (what) => {
    using folder = tempFolder();
    const [real, linked, other] = ["real", "linked", "other"].map((name) => join(folder.path, name)) as [
      string,
      string,
      string,
    ];
    mkdirSync(linked);
    await (await openDatabase(other)).close();
    if (what === "leads to a database") await (await openDatabase(real)).close();
    symlinkSync(join(real, "parlor.db"), join(linked, "parlor.db"));
    const copy = join(folder.path, "copy.db");
    for (const attempt of [
      () => openDatabase(linked, "server"),
      () => openDatabase(linked),
      () => makeBackup(linked, copy),
      () => restoreBackup(linked, join(other, "parlor.db"), true, 0),
    ]) {
      const failure: unknown = await attempt().catch((thrown: unknown) => thrown);
      expect(failure).toBeInstanceOf(OperatorError);
      expect(failure).toMatchObject({ message: expect.stringMatching(/parlor\.db is a link: set DATA_DIR/) });
    }
    expect(readdirSync(linked)).toEqual(["parlor.db"]);
    expect(existsSync(copy)).toBe(false);
  },
);
