import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../crowd/seeded.ts";
import type { Fault } from "../rig/fault.ts";
import { percentile } from "../rig/percentile.ts";

/** A bad line: 20 to 200 ms each way, connections that stall for seconds, and connections that end. */
export const delayLoss: Fault = async ({ seed, form, set }) => {
  const random = seeded(seed, "lines");
  const rounds = form === "long" ? 80 : 20;
  const stage = await set({ people: 100, channels: 20, isProxied: true });
  const bad = { both: { delay: () => 20 + random() * 180 } };
  stage.proxy.behave(() => bad);
  await stage.talk();
  for (let round = 0; round < rounds; round++) {
    await pause(400);
    for (const line of stage.proxy.lines) {
      if (random() > 0.05) continue;
      line.behave({ both: { ...bad.both, isHoled: true } });
      void pause(500 + random() * 2_500, undefined, { ref: false }).then(() => line.behave(bad));
    }
    stage.proxy.reset(() => random() < 0.01);
  }
  const report = await stage.judge(60_000);
  return {
    ...report,
    figures: {
      seen_p50_ms: percentile(report.raw.delays["all"] ?? [], 50),
      seen_p99_ms: percentile(report.raw.delays["all"] ?? [], 99),
      disconnects: report.raw.disconnects,
      resends: report.raw.resends,
      whole_after_ms: Math.round(report.settledMs),
    },
  };
};
