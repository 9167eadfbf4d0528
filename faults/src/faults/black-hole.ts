import { setTimeout as pause } from "node:timers/promises";
import { monotonic } from "../crowd/stamped-text.ts";
import type { Fault } from "../rig/fault.ts";
import type { FaultReport } from "../rig/fault-report.ts";

/** Ping interval and timeout of the server: a dead connection is found within their sum. */
const FOUND_WITHIN_MS = 28_000;
const RELOADED = 20;

/** The network swallows everything and tells nobody; some people load the page again meanwhile, their words still unsent. */
export const blackHole =
  (holeMs: number): Fault =>
  async ({ set }) => {
    const stage = await set({ people: 100, channels: 20, isProxied: true });
    await stage.talk();
    await pause(1_000);
    stage.proxy.behave(() => ({ both: { isHoled: true } }));
    const holedAt = monotonic();
    await pause(holeMs / 2);
    await stage.crowd.reload(RELOADED);
    const { unsent } = await stage.crowd.state();
    await pause(holedAt + holeMs - monotonic());
    stage.proxy.behave(() => ({}));
    const report = await stage.judge(60_000);
    const found = report.raw.returns
      .map(({ lostAt }) => lostAt - holedAt)
      .filter((after) => after > 0 && after < holeMs);
    const isLong = holeMs > FOUND_WITHIN_MS;
    const slowest = found.length > 0 ? Math.max(...found) : undefined;
    judgeFinding(report, isLong, found.length, slowest ?? 0);
    return {
      ...report,
      figures: {
        hole_ms: holeMs,
        found: found.length,
        found_max_ms: slowest === undefined ? null : Math.round(slowest),
        unsent_at_reload: unsent,
        whole_after_ms: Math.round(report.settledMs),
        resends: report.raw.resends,
      },
    };
  };

function judgeFinding(report: FaultReport, isLong: boolean, found: number, slowest: number): void {
  if (isLong && found < 100) report.why.push(`only ${found} of 100 clients found their connection dead`);
  if (slowest > FOUND_WITHIN_MS + 1_000) report.why.push(`found dead only after ${Math.round(slowest)} ms`);
}
