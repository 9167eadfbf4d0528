import { execFileSync } from "node:child_process";
import { chmodSync, chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "../db/open-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { checkDatabase } from "./check-database.ts";
import { checkFiles } from "./check-files.ts";

const free = { kind: "free" } as const;
const held = { kind: "held", holder: { pid: 1, host: "here", use: "server" } } as const;

test("files, and what killed programs left", async () => {
  using folder = tempFolder();
  const at = (name: string) => join(folder.path, name);
  await (await openDatabase(folder.path, "server")).close();
  expect(checkFiles(folder.path, free)).toMatchObject({ level: "ok" });

  writeFileSync(at("parlor-next-2026-11-28T10-00-00-000Z.db"), "", { mode: 0o600 });
  expect(checkFiles(folder.path, free)).toMatchObject({
    level: "warn",
    text: expect.stringMatching(/restore.*finishes/),
  });
  rmSync(at("parlor-next-2026-11-28T10-00-00-000Z.db"));

  mkdirSync(at("backups"));
  for (const name of ["parlor-before-x-2026.db.partial", "backups/parlor-2026.db.partial"])
    writeFileSync(at(name), "half", { mode: 0o600 });
  expect(checkFiles(folder.path, free)).toMatchObject({
    level: "warn",
    text: expect.stringMatching(/parlor-before-x-2026\.db\.partial, .*backups\/parlor-2026\.db\.partial/),
  });
  // They may be in the making.
  expect(checkFiles(folder.path, held)).toMatchObject({ level: "ok" });

  chmodSync(at("parlor.db"), 0o644);
  expect(checkFiles(folder.path, held)).toMatchObject({
    level: "warn",
    text: expect.stringMatching(/parlor\.db: `chmod/),
  });
});

test("a link in place of the database is a failure, as at a start", () => {
  using folder = tempFolder();
  symlinkSync("/nowhere/parlor.db", join(folder.path, "parlor.db"));
  expect(checkFiles(folder.path, free)).toMatchObject({ level: "fail", text: expect.stringMatching(/is a link/) });
});

test.skipIf(process.getuid?.() !== 0)(
  "files that a command left as root are a failure, also to root (needs root)",
  async () => {
    using folder = tempFolder();
    await (await openDatabase(folder.path, "server")).close();
    chownSync(folder.path, 65_534, 65_534);
    expect(checkFiles(folder.path, free)).toMatchObject({
      level: "fail",
      text: expect.stringMatching(/belongs to user 65534, and \S+parlor\.db, .*chown -R 65534/),
    });
  },
);

test("a backup folder behind a link to nothing, and a folder or a pipe in place of the database", async () => {
  using folder = tempFolder();
  symlinkSync("/nowhere/disk", join(folder.path, "backups"));
  expect(checkFiles(folder.path, free)).toMatchObject({
    level: "fail",
    text: expect.stringMatching(/backups is a symbolic link that leads nowhere, so no backup can be made/),
  });
  const file = join(folder.path, "parlor.db");
  for (const make of [() => mkdirSync(file), () => execFileSync("sh", ["-c", `mkfifo "$0"`, file])]) {
    rmSync(file, { recursive: true, force: true });
    make();
    const finding = {
      level: "fail",
      text: expect.stringMatching(/parlor\.db is (?:a folder|no file).*: move it away/),
    };
    expect(checkFiles(folder.path, free)).toMatchObject(finding);
    expect(await checkDatabase(folder.path)).toMatchObject(finding);
    await expect(openDatabase(folder.path, "server")).rejects.toThrow(/: move it away/);
  }
});
