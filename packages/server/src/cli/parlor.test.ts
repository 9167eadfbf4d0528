import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { runParlor } from "../testing/run-parlor.ts";
import { tempFolder } from "../testing/temp-database.ts";

test("--help after a command says how it is used, and does nothing", async () => {
  using folder = tempFolder();
  const env = { DATA_DIR: folder.path, PORT: "0", HOST: "127.0.0.1" };
  const asked = [
    [["restore", "backup.db", "--replace", "--help"], /^puts a backup in place, .*\nUsage: parlor restore BACKUP\.db /],
    [["start", "-h"], /\nUsage: parlor start\n$/],
  ] as const;
  for (const [args, line] of asked)
    expect(await runParlor(args, env)).toEqual({ status: 0, stderr: "", stdout: expect.stringMatching(line) });
  expect(readdirSync(folder.path)).toEqual([]);
});
