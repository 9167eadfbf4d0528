import { once } from "node:events";
import { chmodSync, chownSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "./db/open-database.ts";
import { tempFolder } from "./testing/temp-database.ts";
import { asNobody, canBeNobody, canLimit, canMount, parlorUnder, withMount } from "./testing/unprivileged.ts";

/** What standard error has when the start fails: exactly one line. */
function failedStart(env: Record<string, string>, wrapper: readonly string[] = ["env"], args = ["start"]): string {
  const { status, stderr } = parlorUnder(wrapper, args, env);
  const lines = stderr.trim().split("\n");
  expect({ status, lines }).toEqual({ status: 1, lines: [expect.any(String)] });
  return lines[0] ?? "";
}

/** A data folder that has been used, and that everybody may write. */
async function usedFolder() {
  const folder = tempFolder();
  await (await openDatabase(folder.path)).close();
  chmodSync(folder.path, 0o777);
  return { ...folder, file: join(folder.path, "parlor.db") };
}

test.skipIf(!canBeNobody)("EACCES: a folder and a database of another user (needs setpriv as root)", async () => {
  using folder = await usedFolder();
  chmodSync(folder.path, 0o500);
  expect(failedStart({ DATA_DIR: join(folder.path, "new") }, asNobody)).toMatch(
    /^The data folder .* by the user nobody \(permission denied\): .*DATA_DIR/,
  );
  chmodSync(folder.path, 0o777);
  chmodSync(folder.file, 0o000);
  expect(failedStart({ DATA_DIR: folder.path }, asNobody)).toMatch(/nobody/);
});

test.skipIf(!canBeNobody)(
  "EACCES: a command of another user does not say that there is no data (needs root)",
  async () => {
    using folder = await usedFolder();
    chmodSync(folder.path, 0o700);
    for (const args of [["channels"], ["backup"], ["restore", join(folder.path, "parlor.db")]])
      expect(failedStart({ DATA_DIR: folder.path }, asNobody, args)).toMatch(/nobody \(permission denied\): give it/);
  },
);

test.skipIf(!canBeNobody)(
  "EACCES: a folder that its own user has closed is opened with chmod (needs root)",
  async () => {
    using folder = await usedFolder();
    chownSync(folder.path, 65_534, 65_534);
    for (const mode of [0, 0o600, 0o500]) {
      chmodSync(folder.path, mode);
      const line = failedStart({ DATA_DIR: folder.path }, asNobody);
      expect(line).toContain(`(permission denied): \`chmod u+rwX ${folder.path}\``);
    }
  },
);

test.skipIf(!canMount)("EROFS and ENOSPC: a read-only and a full disk (needs root, to mount a small one)", () => {
  using folder = tempFolder();
  expect(failedStart({ DATA_DIR: folder.path }, withMount(folder.path, "ro,size=1m"))).toMatch(
    /^The data folder .* is read-only: .*DATA_DIR/,
  );
  expect(failedStart({ DATA_DIR: folder.path }, withMount(folder.path, "size=64k"))).toMatch(/is full: make room/);
});

test.skipIf(!canLimit)("EFBIG: files that may not grow (needs prlimit)", () => {
  using folder = tempFolder();
  expect(failedStart({ DATA_DIR: folder.path }, ["prlimit", "--fsize=4096"])).toMatch(/is full: make room/);
});

test("EADDRINUSE, EADDRNOTAVAIL and ENOTFOUND: where it listens", async () => {
  using folder = tempFolder();
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const DATA_DIR = folder.path;
  expect(failedStart({ DATA_DIR, PORT: `${port}` })).toBe(
    `Port ${port} is in use: stop the other program, or set PORT to a free one.`,
  );
  expect(failedStart({ DATA_DIR, METRICS_PORT: `${port}` })).toMatch(/METRICS_PORT cannot be used/);
  expect(failedStart({ DATA_DIR, HOST: "192.0.2.1" })).toMatch(/does not have the address 192\.0\.2\.1: set HOST/);
  expect(failedStart({ DATA_DIR, HOST: "no-such-host.invalid" })).toMatch(/no address for HOST=no-such-host\.invalid/);
  other.close();
});

test.skipIf(!canBeNobody || !canMount)("EACCES: a port below 1024 (needs root, for a network of its own)", async () => {
  using folder = tempFolder();
  chmodSync(folder.path, 0o777);
  // Systems may let everybody use such ports (net.ipv4.ip_unprivileged_port_start); a new network has the default.
  const said = parlorUnder(["unshare", "-n", ...asNobody], ["start"], {
    DATA_DIR: join(folder.path, "data"),
    HOST: "::",
    PORT: "80",
  });
  expect(said.stderr).toMatch(/^Port 80 may not be used by the user nobody: set PORT to one from 1024 on[^\n]*\n$/);
});

test("ENOENT: a file that an import is to read is not called the data folder", () => {
  using folder = tempFolder();
  const said = failedStart({ DATA_DIR: folder.path }, ["env"], ["import", "/nowhere/chat.jsonl", "--channel", "x"]);
  expect(said).toContain("/nowhere/chat.jsonl");
  expect(said).not.toContain("DATA_DIR");
});
