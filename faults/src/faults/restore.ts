import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Fault } from "../rig/fault.ts";
import { invite } from "../rig/place.ts";
import { backUp, knownIds, readStored } from "../rig/stored-rows.ts";
import { waitUntil } from "../rig/wait-until.ts";
import { node } from "../../../tools/parlor-process.ts";

const program = join(import.meta.dirname, "../../../packages/server/src/cli/parlor.ts");
const SENT_AFTER = 300;

/** A backup is put back after more was said: a new epoch, and a client that is ahead of it starts over instead of missing messages. */
export const restore: Fault = async ({ set }) => {
  const folder = await mkdtemp(join(tmpdir(), "parlor-backup-"));
  try {
    const stage = await set({ people: 100, channels: 20 });
    const { parlor, crowd } = stage;
    const sentPast = async (count: number) => {
      const from = (await crowd.state()).acked;
      await waitUntil("traffic", 20_000, async () =>
        (await crowd.state()).acked < from + count ? "too little" : undefined,
      );
    };
    await stage.talk();
    await sentPast(SENT_AFTER);
    const backup = join(folder, "backup.db");
    await backUp(parlor.dataDir, backup);
    const saved = readStored(folder, "backup.db");
    await sentPast(SENT_AFTER);
    await invite(stage.direct, 5, "latecomer");
    await parlor.stop();
    const past = readStored(parlor.dataDir);
    const pastIds = knownIds(parlor.dataDir);
    stage.past.push(past);
    const env = { ...process.env, DATA_DIR: parlor.dataDir };
    await promisify(execFile)(node, [program, "restore", backup, "--replace"], { env });
    const savedIds = knownIds(parlor.dataDir);
    await parlor.start();
    await sentPast(SENT_AFTER);
    await invite(stage.direct, 5, "newcomer");
    const report = await stage.judge();

    const now = readStored(parlor.dataDir);
    const places = new Set(now.rows.map(({ channelId, seq, clientId }) => `${channelId} ${seq} ${clientId}`));
    const gone = saved.rows.filter(({ channelId, seq, clientId }) => !places.has(`${channelId} ${seq} ${clientId}`));
    const reused = [...knownIds(parlor.dataDir)].filter((id) => pastIds.has(id) && !savedIds.has(id));
    if (now.epoch === past.epoch) report.why.push("the epoch is the same as before");
    if (gone.length > 0) report.why.push(`${gone.length} messages of the backup are not there`);
    if (reused.length > 0) report.why.push(`${reused.length} ids were given out again`);
    return {
      ...report,
      figures: {
        in_backup: saved.rows.length,
        rolled_back: past.rows.length - saved.rows.length,
        ids_reused: reused.length,
        whole_after_ms: Math.round(report.settledMs),
      },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
