import { setTimeout as pause } from "node:timers/promises";
import type { Milliseconds } from "@parlor/protocol";
import { monotonic } from "../crowd/stamped-text.ts";
import type { Line } from "../proxy/line.ts";
import { type Fault, slack } from "../rig/fault.ts";
import { percentile } from "../rig/percentile.ts";
import { invite } from "../rig/place.ts";
import { watchMemory } from "../rig/server-memory.ts";
import { tcpStates } from "../rig/tcp-states.ts";
import { waitUntil } from "../rig/wait-until.ts";
import { quiet } from "../rig/quiet.ts";

const SLOW = 50;
const BYTES_PER_SECOND = 1_024;
const PONG_EVERY_MS = 2_000;
/** Long texts, three bytes each unit: some 2.4 MB a second for each reader, which fills the kernel's buffers in a second or two. */
const flood = { perSecond: 200, textLength: 4_000 };
const others = { perSecond: 100, textLength: 60 };
const FLOOD_MS = 4_000;
const QUIET_WITHIN_MS = 30_000;
const CUT_WITHIN_MS = 5_000;
const GONE_WITHIN_MS = 1_000;
const KIB_EACH = 1_024;
/** A disk or a neighbour that stalls for once is not the slow readers' doing: what they cost others shows in every round. */
const ROUNDS = { control: 1, short: 2, long: 3 };
/** On a busy machine a tenth of a few milliseconds says nothing; below this it is not a change. */
const NOISE_MS = 25;

/** Fifty readers take 1 KB a second and go on answering heartbeats; they are cut, cost little, and come back whole. */
export const slowReaders: Fault = async ({ form, set }) => {
  const stage = await set({ people: 40, channels: 10 });
  const { crowd, parlor, proxy } = stage;
  const [channelId = ""] = stage.channels;
  await stage.join(await invite(stage.direct, SLOW, "slow"), channelId, proxy.url);

  // The same load with fifty readers who take everything at once: the proxy itself, since fifty clients would need the machine.
  await quiet(crowd, parlor.dataDir, QUIET_WITHIN_MS);
  proxy.behave(() => ({ toClient: { isSink: true } }));
  const pid = parlor.pid ?? 0;
  const quickMemory = watchMemory(pid);
  await crowd.stretch("before");
  await stage.talk(others);
  await crowd.talk({ ...flood, channelId });
  await pause(FLOOD_MS);
  await crowd.hush();
  const mostWithQuick = quickMemory.stop();
  await crowd.stretch("between");
  proxy.behave(() => ({}));

  let most: number | null = null;
  let fewest = SLOW;
  const ends: Awaited<ReturnType<typeof watchEnds>> = [];
  const during = Array.from({ length: ROUNDS[form] }, (_, round) => `during ${round}`);
  for (const round of during) {
    // Nobody who does not read learns of a cut; and who came back in the flood would be fifty quick readers too many.
    proxy.reset();
    await quiet(crowd, parlor.dataDir, QUIET_WITHIN_MS);
    const memory = watchMemory(pid);
    // In a later round a few may be back by polling, after the trouble they had, and are left alone.
    const slow = [...proxy.lines].filter(({ isWebSocket }) => isWebSocket);
    for (const line of slow) line.behave({ toClient: { bytesPerSecond: BYTES_PER_SECOND } });
    const pongs = setInterval(() => slow.forEach((line) => line.isGone || line.pong()), PONG_EVERY_MS);
    fewest = Math.min(fewest, slow.length);
    await crowd.stretch(round);
    await stage.talk(others);
    await crowd.talk({ ...flood, channelId });
    const cut = watchEnds(slow, Number(new URL(parlor.url).port));
    ends.push(...(await cut.finally(() => clearInterval(pongs))));
    // Of the first round: a later one holds what the readers of the one before were told again.
    const held = memory.stop();
    if (round === during[0]) most = held;
    await crowd.hush();
    await crowd.stretch("after");
  }
  proxy.reset();
  const report = await stage.judge();

  // What slowness costs beyond what the same flood costs with quick readers.
  const each = mostWithQuick === null || most === null ? null : Math.max(0, Math.round((most - mostWithQuick) / SLOW));
  const p99 = (name: string) => percentile(report.raw.delays[name] ?? [], 99) ?? 0;
  const least = Math.min(...during.map(p99));
  const cutMax = Math.max(...ends.map(({ cutMs }) => cutMs));
  const goneMax = Math.max(...ends.map(({ goneMs }) => goneMs));
  if (fewest < SLOW * 0.8) report.why.push(`${fewest} lines instead of ${SLOW}`);
  if (cutMax > CUT_WITHIN_MS * slack(form)) report.why.push(`cut only after ${Math.round(cutMax)} ms`);
  if (goneMax > GONE_WITHIN_MS) report.why.push(`TCP connections gone only ${Math.round(goneMax)} ms after the cut`);
  if (each !== null && each > KIB_EACH) report.why.push(`${each} KiB of memory for each slow reader`);
  if (least > Math.max(p99("before") * 1.1, p99("before") + NOISE_MS) * slack(form))
    report.why.push(`others waited ${least} ms (p99) instead of ${p99("before")}, in ${during.length} rounds`);
  return {
    ...report,
    figures: {
      slow: fewest,
      rounds: during.length,
      kib_each: each,
      server_mib: most === null ? null : Math.round(most / 1_024),
      cut_max_ms: Math.round(cutMax),
      gone_max_ms: Math.round(goneMax),
      others_p99_before_ms: p99("before"),
      others_p99_during_ms: least,
      whole_after_ms: Math.round(report.settledMs),
    },
  };
};

/** When the server cut each line, from now on, and how long after that its TCP connection was still there. */
async function watchEnds(
  lines: readonly Line[],
  serverPort: number,
): Promise<{ cutMs: Milliseconds; goneMs: Milliseconds }[]> {
  const startedAt = monotonic();
  const ends = lines.map((line) => ({ port: line.portToServer ?? 0, cutMs: Infinity, goneMs: Infinity }));
  await waitUntil("the cut of slow readers", CUT_WITHIN_MS * 3, async () => {
    const states = await tcpStates(serverPort);
    if (!states) throw new Error("this system does not tell the states of TCP connections");
    const now = monotonic() - startedAt;
    for (const end of ends) {
      const state = states.get(end.port) ?? "gone";
      if (state !== "open") end.cutMs = Math.min(end.cutMs, now);
      if (state !== "gone" || end.goneMs < Infinity) continue;
      end.goneMs = now - end.cutMs;
    }
    const left = ends.filter(({ goneMs }) => goneMs === Infinity);
    return left.length === 0 ? undefined : `${left.length} of ${lines.length} are still there`;
  }).catch(() => {});
  return ends;
}
