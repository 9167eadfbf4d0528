import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../crowd/seeded.ts";
import type { Fault } from "../rig/fault.ts";
import { percentile } from "../rig/percentile.ts";

/** Connections are reset, a fifth of all of them at a time. */
export const reset: Fault = async ({ seed, form, set }) => {
  const random = seeded(seed, "resets");
  const rounds = form === "long" ? 60 : 10;
  const stage = await set({ people: form === "long" ? 200 : 100, channels: 20, isProxied: true });
  await stage.talk();
  for (let round = 0; round < rounds; round++) {
    await pause(200 + random() * 400);
    stage.proxy.reset(() => random() < 0.2);
  }
  const report = await stage.judge();
  const backMs = report.raw.returns.map(({ lostAt, backAt }) => backAt - lostAt);
  return {
    ...report,
    figures: {
      rounds,
      disconnects: report.raw.disconnects,
      back_p50_ms: percentile(backMs, 50),
      back_p99_ms: percentile(backMs, 99),
      resends: report.raw.resends,
    },
  };
};
