import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../crowd/seeded.ts";
import { type Fault, slack } from "../rig/fault.ts";
import { percentile } from "../rig/percentile.ts";
import { integrity } from "../rig/stored-rows.ts";
import { waitUntil } from "../rig/wait-until.ts";

const READY_WITHIN_MS = 2_000;
/** Answers given between two kills, at most: the moment of a kill is drawn from them, so that each falls into traffic. */
const ANSWERS_BETWEEN = 120;

/** kill -9 at random moments under load; each time the server starts again at once. */
export const kill9: Fault = async ({ seed, form, set }) => {
  const kills = { control: 4, short: 10, long: 100 }[form];
  const random = seeded(seed, "moments");
  const stage = await set({ people: form === "long" ? 200 : 100, channels: 20, isProxied: false });
  const { parlor, crowd } = stage;
  const readyMs: number[] = [];
  await stage.talk();
  for (let kill = 0; kill < kills; kill++) {
    const { acked } = await crowd.state();
    const wanted = acked + 1 + Math.floor(random() * ANSWERS_BETWEEN);
    await waitUntil(`traffic before kill ${kill + 1}`, 15_000, async () => {
      const now = (await crowd.state()).acked;
      return now >= wanted ? undefined : `${now - acked} answers of ${wanted - acked}`;
    });
    await pause(random() * 20);
    await parlor.kill();
    const startedAt = performance.now();
    await parlor.start();
    readyMs.push(performance.now() - startedAt);
  }
  const report = await stage.judge();
  const isSound = integrity(parlor.dataDir);
  if (isSound !== "ok") report.why.push(`the database's integrity: ${isSound}`);
  const slowest = Math.max(...readyMs);
  if (slowest > READY_WITHIN_MS * slack(form)) report.why.push(`ready only after ${Math.round(slowest)} ms`);
  return {
    ...report,
    figures: {
      kills,
      ready_p50_ms: percentile(readyMs, 50),
      ready_max_ms: Math.round(slowest),
      resends: report.raw.resends,
      settled_ms: Math.round(report.settledMs),
    },
  };
};
