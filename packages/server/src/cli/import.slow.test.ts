import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { asNobody, canBeNobody, parlorUnder } from "../testing/unprivileged.ts";

test.skipIf(!canBeNobody)(
  "IMP-6 a dry run of a user who may not write ends as the import would (needs root)",
  async () => {
    using folder = tempFolder();
    const [dataDir, file] = [join(folder.path, "data"), join(folder.path, "chat.jsonl")];
    await (await openDatabase(dataDir)).close();
    writeFileSync(file, `${JSON.stringify({ at: 1, by: "Ada", text: "one" })}\n`);
    const args = ["import", file, "--channel", "old"];
    for (const [path, mode] of [
      [folder.path, 0o755],
      [dataDir, 0o755],
      [dataDir, 0o777],
      [join(dataDir, "parlor.db"), 0o644],
      [join(dataDir, "parlor.lock"), 0o666],
    ] as const) {
      chmodSync(path, mode);
      const [dry, real] = [[...args, "--dry-run"], args].map((all) =>
        parlorUnder(asNobody, all, { DATA_DIR: dataDir }),
      );
      expect([dry?.status, dry?.stderr]).toEqual([1, real?.stderr]);
    }
    const inside = join(folder.path, "new/data");
    const [dry, real] = [[...args, "--dry-run"], args].map((all) => parlorUnder(asNobody, all, { DATA_DIR: inside }));
    expect([dry?.status, dry?.stderr]).toEqual([1, real?.stderr]);
  },
);
