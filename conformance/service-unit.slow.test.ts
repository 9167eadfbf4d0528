import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { snippet } from "./documented.ts";

const root = join(import.meta.dirname, "..");
const analyze = "/usr/bin/systemd-analyze";
const npm = "/usr/bin/npm";

/** Of ten; an unprotected service has 9.6. */
const EXPOSURE_MOST = 2;

/** The unit as docs/self-hosting.md has it, with the checkout where this one is. */
const unit = (await snippet("ini")).replaceAll("/srv/parlor", root);

/** The value of each line of this name. */
const all = (name: string): string[] =>
  Array.from(unit.matchAll(new RegExp(`^${name}=(.*)$`, "gm")), ([, value = ""]) => value);

const lacksSystemd = existsSync(analyze) ? undefined : `${analyze} is not on this machine`;
if (lacksSystemd) console.log(`The systemd unit is not checked: ${lacksSystemd}`);

test.skipIf(lacksSystemd !== undefined)(
  "systemd takes the unit as it is written, and finds it well protected",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "parlor-unit-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const file = join(folder, "parlor.service");
    writeFileSync(file, unit.replaceAll(npm, process.execPath));
    const run = (...args: string[]) => execFileSync(analyze, [...args, file], { encoding: "utf8", stdio: "pipe" });
    expect(run("verify")).toBe("");
    expect(run("security", "--offline=true", `--threshold=${EXPOSURE_MOST * 10}`, "--no-pager")).toMatch(
      /Overall exposure/,
    );
  },
);

test("the unit leaves Node.js what it needs", () => {
  expect(all("MemoryDenyWriteExecute")).toEqual([]);
  expect(all("RestrictAddressFamilies")).toEqual(["AF_INET AF_INET6 AF_UNIX"]);
  expect(all("StateDirectory")).toEqual(["parlor"]);
  expect(all("Environment")).toContain("HOST=127.0.0.1");
});
