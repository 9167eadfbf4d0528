import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { build } from "./build.ts";
import { node } from "./parlor-process.ts";
import { root } from "./run-step.ts";
import { startCommand } from "./start-command.ts";

/** How long a start takes here, about; a stop at any moment of it is tried. */
const STARTS_WITHIN_MS = 700;
const ROUNDS = 20;

interface End {
  code: number | null;
  signal: NodeJS.Signals | null;
  said: string;
}

/** Runs what `npm start` runs on this folder, and sends the signal after so many milliseconds, or when it is ready. */
async function startAndStop(dataDir: string, signal: NodeJS.Signals, after: number | "ready"): Promise<End> {
  const env = { ...process.env, HOST: "127.0.0.1", PORT: "0", DATA_DIR: dataDir };
  const child = spawn(node, startCommand(), { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (after === "ready" && said.includes("Parlor is ready")) child.kill(signal);
    });
  }
  const ended = new Promise<End>((resolve) => child.once("close", (code, by) => resolve({ code, signal: by, said })));
  if (after !== "ready") {
    await Promise.race([delay(after), ended]);
    child.kill(signal);
  }
  return ended;
}

test(`a stop at any of ${ROUNDS} moments of a first start ends it, and the next start finds nothing in its way`, async () => {
  await build();
  await Promise.all(["SIGTERM", "SIGINT"].map((signal) => stopAtMoments(signal as NodeJS.Signals)));
}, 240_000);

async function stopAtMoments(signal: NodeJS.Signals): Promise<void> {
  for (let round = 0; round < ROUNDS / 2; round += 1) {
    const dataDir = await mkdtemp(join(tmpdir(), "parlor-stop-"));
    onTestFinished(() => rm(dataDir, { recursive: true }));
    const after = Math.floor(((round + Math.random()) / (ROUNDS / 2)) * STARTS_WITHIN_MS);
    const stopped = await startAndStop(dataDir, signal, after);
    // Before a program's first line runs, the signal itself ends it.
    const isClean = stopped.code === 0 || stopped.signal === signal;
    expect(isClean, `${signal} after ${after} ms: ${JSON.stringify(stopped)}`).toBe(true);
    expect(await startAndStop(dataDir, signal, "ready"), `${signal} after ${after} ms`).toMatchObject({ code: 0 });
  }
}
