import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../crowd/seeded.ts";
import { type Fault, slack } from "../rig/fault.ts";
import { percentile } from "../rig/percentile.ts";

const EXIT_WITHIN_MS = 30_000;
const GAP_P99_MS = 2_000;

/** SIGTERM at load, as a deploy does it; the next server starts as soon as the old one is gone. */
export const sigterm: Fault = async ({ seed, form, set }) => {
  const random = seeded(seed, "deploys");
  const deploys = form === "long" ? 5 : 1;
  const stage = await set({ people: form === "long" ? 200 : 100, channels: 20, isDeployed: true });
  const why: string[] = [];
  const exitMs: number[] = [];
  const downMs: number[] = [];
  await stage.talk();
  for (let deploy = 0; deploy < deploys; deploy++) {
    // Long enough for every connection to count as sound again (5 s), also those that were last to come back.
    await pause((deploy === 0 ? 5_500 : 8_500) + random() * 500);
    const startedAt = performance.now();
    const code = await stage.parlor.stop();
    exitMs.push(performance.now() - startedAt);
    if (code !== 0) why.push(`the exit code was ${code}`);
    await stage.parlor.start();
    downMs.push(performance.now() - startedAt);
  }
  await pause(2_000);
  const report = await stage.judge();
  const awayMs = report.raw.returns.map(({ lostAt, backAt }) => backAt - lostAt);
  const gapP99 = percentile(report.raw.waits, 99) ?? 0;
  const exitMax = Math.round(Math.max(...exitMs));
  if (exitMax > EXIT_WITHIN_MS) why.push(`the exit took ${exitMax} ms`);
  if (gapP99 > GAP_P99_MS * slack(form)) why.push(`one person in a hundred could not send for ${gapP99} ms`);
  return {
    ...report,
    why: [...report.why, ...why],
    figures: {
      deploys,
      exit_max_ms: exitMax,
      ready_again_max_ms: Math.round(Math.max(...downMs)),
      away_p50_ms: percentile(awayMs, 50),
      away_p99_ms: percentile(awayMs, 99),
      gap_p50_ms: percentile(report.raw.waits, 50),
      gap_p99_ms: gapP99,
      resends: report.raw.resends,
    },
  };
};
