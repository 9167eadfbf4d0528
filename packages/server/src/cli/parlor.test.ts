import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

test("the version is also told as an option, and arguments that nobody reads are refused", async () => {
  using folder = tempFolder();
  const env = { DATA_DIR: folder.path, PORT: "0", HOST: "127.0.0.1" };
  for (const name of ["--version", "-v"])
    expect(await runParlor([name], env)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  const refused = [
    [["start", "--port", "8080"], /^The server takes no arguments: .* PORT=8080\.\nUsage: parlor start\n$/],
    [["version", "9"], /^Usage: parlor version\n$/],
  ] as const;
  for (const [args, line] of refused)
    expect(await runParlor(args, env)).toMatchObject({ status: 1, stderr: expect.stringMatching(line) });
  expect(readdirSync(folder.path)).toEqual([]);
});

test("in a folder that was deleted, one line says so", () => {
  const folder = mkdtempSync(join(tmpdir(), "parlor-gone-"));
  const script = 'cd "$1" && rmdir "$1" && exec "$2" "$3" channels';
  const program = join(import.meta.dirname, "parlor.ts");
  const { status, stderr } = spawnSync("sh", ["-c", script, "sh", folder, process.execPath, program], {
    env: {},
    encoding: "utf8",
  });
  expect({ status, stderr }).toEqual({
    status: 1,
    stderr: "The folder in which this command runs was deleted: change to another folder and run it again.\n",
  });
});
