import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Milliseconds } from "@parlor/protocol";
import type { ParlorProcess } from "../../../tools/parlor-process.ts";

/** A server that is told to stop while it starts has nothing to finish. */
const STOP_WITHIN_MS = 10_000;

const signals = ["SIGKILL", "SIGKILL", "SIGKILL", "SIGTERM", "SIGINT"] as const;

/** How long a start takes on this machine, in all and from where it has the data folder alone until its schema is there. */
export interface Pace {
  startMs: Milliseconds;
  migratingMs: Milliseconds;
}

/** Lets a server start, and measures it. */
export async function measureStart(parlor: ParlorProcess): Promise<Pace> {
  const startedAt = performance.now();
  let isDone = false;
  const starting = parlor.start().finally(() => (isDone = true));
  await untilUsed(parlor, "alone", () => isDone);
  const aloneAt = performance.now();
  await untilUsed(parlor, "server", () => isDone);
  const migratingMs = performance.now() - aloneAt;
  await starting;
  return { startMs: performance.now() - startedAt, migratingMs };
}

/**
 * Starts the server and ends it at a drawn moment: now anywhere in its start, now in the short time when it makes or
 * upgrades its database. Resolves to what was wrong about that, if anything was.
 */
export async function stopWhileStarting(
  parlor: ParlorProcess,
  { startMs, migratingMs }: Pace,
  random: () => number,
): Promise<string | undefined> {
  let isDone = false;
  const starting = parlor.start().then(
    () => void (isDone = true),
    () => void (isDone = true),
  );
  while (parlor.pid === undefined) await pause(1);
  if (random() < 0.3) await pause(random() * startMs);
  else {
    await untilUsed(parlor, "alone", () => isDone);
    await pause(random() * migratingMs);
  }
  const signal = signals[Math.floor(random() * signals.length)] ?? "SIGKILL";
  const saidAt = performance.now();
  await parlor.end(signal);
  const tookMs = Math.round(performance.now() - saidAt);
  await starting;
  return tookMs > STOP_WITHIN_MS ? `${signal} took ${tookMs} ms` : undefined;
}

/** Resolves when the server says in its data folder that it uses it so, or when there is nothing to wait for any more. */
async function untilUsed(parlor: ParlorProcess, use: "alone" | "server", isOver: () => boolean): Promise<void> {
  const holder = join(parlor.dataDir, "parlor.pid");
  while (!isOver()) {
    const [pid, , as] = (await readFile(holder, "utf8").catch(() => "")).trim().split(" ");
    if (Number(pid) === parlor.pid && as === use) return;
    await pause(1);
  }
}
