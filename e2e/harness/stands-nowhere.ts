import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { ParlorProcess } from "../../tools/parlor-process.ts";
import { Planted } from "./planted.ts";
import type { Tap } from "./tap.ts";

interface Places {
  parlor: ParlorProcess;
  taps: readonly Tap[];
  /** Something that was said in a channel, on the first tap too: where that is found, a secret would be. */
  control: string;
}

/** Looks for secrets in everything that the server has: files, a backup, the log, and what came over the lines. Finds none. */
export async function standsNowhere(secrets: Planted, { parlor, taps, control }: Places): Promise<void> {
  await parlor.backup(join(parlor.dataDir, "copy.db"));
  const files = await readdir(parlor.dataDir);
  expect(files).toEqual(expect.arrayContaining(["copy.db", "parlor.db", "parlor.db-shm", "parlor.db-wal"]));
  const places = new Map<string, Buffer>();
  for (const file of files) places.set(file, await readFile(join(parlor.dataDir, file)));
  for (const [at, tap] of taps.entries()) {
    expect(tap.all().includes("content-encoding"), "packed traffic").toBe(false);
    places.set(`traffic ${at}`, tap.all());
  }
  expect(parlor.log, "a log of everything").toContain('"level":30');
  places.set("log", Buffer.from(parlor.log));
  for (const [place, bytes] of places) expect(secrets.foundIn(bytes), `secrets in ${place}`).toEqual([]);

  const open = new Planted();
  open.plant(control);
  const wherever = [...places].filter(([, bytes]) => open.foundIn(bytes).length > 0).map(([place]) => place);
  expect(wherever).toEqual(expect.arrayContaining(["copy.db", "traffic 0"]));
  expect(wherever.some((place) => place === "parlor.db" || place === "parlor.db-wal")).toBe(true);
}
