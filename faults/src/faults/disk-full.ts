import { setTimeout as pause } from "node:timers/promises";
import { monotonic } from "../crowd/stamped-text.ts";
import type { Fault } from "../rig/fault.ts";
import { limitFiles } from "../rig/file-limit.ts";
import { percentile } from "../rig/percentile.ts";
import { ask } from "../rig/place.ts";
import { waitUntil } from "../rig/wait-until.ts";

const REFUSED_WITHIN_MS = 1_000;
const FULL_MS = 4_000;

/** A try every 2 s, and some time for a busy machine. */
const READY_WITHIN_MS = 10_000;

const readyStatus = async (url: string): Promise<number> => (await fetch(`${url}/readyz`)).status;

/** The disk has no room any more, then has: refusals within a second, reading goes on, and nobody starts anything again. */
export const diskFull: Fault = async ({ set }) => {
  const stage = await set({ people: 100, channels: 20 });
  const { parlor, crowd } = stage;
  const { pid } = parlor;
  if (pid === undefined) throw new Error("no server runs");
  await stage.talk();
  await waitUntil("traffic", 15_000, async () => ((await crowd.state()).acked < 100 ? "little so far" : undefined));
  const fullAt = monotonic();
  await limitFiles(pid, 1);
  await waitUntil("refusals", 10_000, async () => ((await crowd.state()).full < 10 ? "too few" : undefined));
  const readMs: number[] = [];
  let unread = 0;
  for (let n = 0; monotonic() < fullAt + FULL_MS; n++) {
    const startedAt = monotonic();
    const channelId = stage.channels[n % stage.channels.length] ?? "";
    const page = await ask(stage.direct, "message.page", { channelId }, stage.people[0]?.token);
    if (!page.ok) unread += 1;
    readMs.push(monotonic() - startedAt);
    await pause(50);
  }
  const readyWhileFull = await readyStatus(stage.direct);
  await limitFiles(pid, "unlimited");
  await waitUntil("readiness", READY_WITHIN_MS, async () =>
    (await readyStatus(stage.direct)) === 200 ? undefined : "/readyz still refuses",
  );
  const report = await stage.judge();
  const refusals = report.raw.full;
  const firstMs = Math.min(...refusals.map(({ firstAt }) => firstAt)) - fullAt;
  const slowestMs = Math.max(...refusals.map(({ slowest }) => slowest));
  if (Math.max(firstMs, slowestMs) > REFUSED_WITHIN_MS)
    report.why.push(`refused only after ${Math.max(firstMs, slowestMs)} ms`);
  if (readyWhileFull !== 503) report.why.push(`/readyz answered ${readyWhileFull} while the disk was full`);
  if (unread > 0) report.why.push(`${unread} of ${readMs.length} pages could not be read while the disk was full`);
  if (parlor.pid !== pid) report.why.push("the server was started again");
  if (report.raw.disconnects > 0) report.why.push(`${report.raw.disconnects} connections were lost`);
  return {
    ...report,
    figures: {
      to_refusal_ms: Math.round(firstMs),
      slowest_refusal_ms: Math.round(slowestMs),
      pages_read: readMs.length,
      page_p99_ms: percentile(readMs, 99),
      whole_after_ms: Math.round(report.settledMs),
    },
  };
};
