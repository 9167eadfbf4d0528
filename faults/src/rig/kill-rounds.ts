import { check, type Counts } from "../checker/check.ts";
import type { Evidence } from "../checker/evidence.ts";
import { ParlorProcess } from "../../../tools/parlor-process.ts";
import { seeded } from "../crowd/seeded.ts";
import type { FaultRun } from "./fault.ts";
import type { FaultReport } from "./fault-report.ts";
import { integrity } from "./stored-rows.ts";
import { measureStart, type Pace, stopWhileStarting } from "./stop-while-starting.ts";

/** Kills of one data folder at most, before a start is let through. */
const KILLS_A_FOLDER = 4;

/** One data folder, with what is to be in it afterwards. */
export interface Round {
  /** Furnishes the folder of a server that never ran. */
  prepare(dataDir: string): Promise<void>;
  /** What there is to see once the server was let start. Adds to `why` what the checker's numbers do not say. */
  look(parlor: ParlorProcess, why: string[]): Promise<Evidence>;
  /** What there is to see when the folder does not start any more. */
  lookAtWreck(parlor: ParlorProcess): Evidence;
}

/** Ends starting servers at random moments, many times; each folder is let start at last, and must be whole. */
export async function killRounds({ seed, form, serverArgs }: FaultRun, round: Round): Promise<FaultReport> {
  const kills = { control: 60, short: 4, long: 100 }[form];
  const random = seeded(seed, "moments");
  const counts: Counts = { acked: 0, stored: 0, lost: 0, missing: 0, dup: 0, order: 0, leak: 0 };
  const why: string[] = [];
  const pace = await paceOf(round, serverArgs);
  let folders = 0;
  let wrecks = 0;
  // A control has shown what it is for as soon as one folder is lost.
  const wrecksWanted = form === "control" ? 1 : Infinity;
  for (let left = kills; left > 0 && wrecks < wrecksWanted; folders++) {
    const parlor = await ParlorProcess.idle({ LOG_LEVEL: "error" }, serverArgs);
    try {
      await round.prepare(parlor.dataDir);
      const times = form === "short" ? left : Math.min(left, 1 + Math.floor(random() * KILLS_A_FOLDER));
      for (let kill = 0; kill < times; kill++) {
        const wrong = await stopWhileStarting(parlor, pace, random);
        if (wrong) why.push(wrong);
      }
      left -= times;
      const failure = await parlor.start().then(
        () => undefined,
        (error: unknown) => String(error),
      );
      if (failure !== undefined) {
        wrecks += 1;
        why.push(`after ${times} kills a folder starts no more: ${failure.split("\n").slice(0, 2).join(" ")}`);
      }
      const evidence = failure === undefined ? await round.look(parlor, why) : round.lookAtWreck(parlor);
      await parlor.stop();
      const { counts: found, examples } = check(evidence);
      for (const key of Object.keys(counts) as (keyof Counts)[]) counts[key] += found[key];
      why.push(...examples);
      const isSound = integrity(parlor.dataDir);
      if (isSound !== "ok") why.push(`the database's integrity: ${isSound}`);
    } finally {
      await parlor.clear();
    }
  }
  return { counts, why: why.slice(0, 10), figures: { kills, folders, wrecks } };
}

/** A control can slow a start down, so its hooks are in this one too. */
async function paceOf(round: Round, serverArgs: readonly string[]): Promise<Pace> {
  const parlor = await ParlorProcess.idle({}, serverArgs);
  try {
    await round.prepare(parlor.dataDir);
    return await measureStart(parlor);
  } finally {
    await parlor.clear();
  }
}
