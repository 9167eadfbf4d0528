import { execFile } from "node:child_process";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { node } from "../../../tools/parlor-process.ts";
import type { Evidence, Sent } from "../checker/evidence.ts";
import { clientId } from "../rig/client-id.ts";
import type { Fault } from "../rig/fault.ts";
import { killRounds } from "../rig/kill-rounds.ts";
import { post } from "../rig/place.ts";
import { pageReader, readerOf } from "../rig/page-reader.ts";
import { integrity, oldRows, readStored } from "../rig/stored-rows.ts";

const server = join(import.meta.dirname, "../../../packages/server/src");
const MESSAGES = 300;
/** Migrations that the old database has had; all others are to come. */
const APPLIED = 1;
/** As the script that makes the old database has it. */
const OLD_CHANNEL = "0123456789ab";
const OLD_TOKEN = "old-token-old-token-old-token-old-token-old";

/**
 * Kills and stops at random moments of an upgrade, with at least one migration to come. Everything from before is there
 * afterwards, people go on with the sessions they had, and every copy that was made before the upgrade is whole.
 */
export const upgrade: Fault = async (run) => {
  const old = await mkdtemp(join(tmpdir(), "parlor-old-"));
  try {
    const migrations = (await readdir(join(server, "db/migrations"))).filter((name) => /^\d{4}-/.test(name)).length;
    const script = join(server, "testing/old-database.ts");
    await promisify(execFile)(node, [script, old, String(APPLIED), String(MESSAGES)]);
    const before = readStored(old);
    const rows = oldRows(old);
    const sent = before.rows.map(({ seq, session, clientId: id }): Sent => ({
      client: session,
      session,
      channelId: OLD_CHANNEL,
      clientId: id,
      tries: 1,
      answers: [{ epoch: before.epoch, seq }],
    }));
    const report = await killRounds(run, {
      prepare: (dataDir) => cp(old, dataDir, { recursive: true }),
      async look(parlor, why) {
        if (oldRows(parlor.dataDir) !== rows) why.push("people, sessions, channels or texts are not what they were");
        const draft = { channelId: OLD_CHANNEL, clientId: clientId(), text: "after the upgrade" };
        const { seq } = await post(parlor.url, "message.send", draft, OLD_TOKEN);
        if (seq !== MESSAGES + 1) why.push(`the first message after the upgrade has the number ${seq}`);
        for (const name of await readdir(parlor.dataDir)) {
          if (name.includes("partial")) why.push(`${name} was left behind`);
          if (!name.startsWith("parlor-before-") || !name.endsWith(".db")) continue;
          const isWhole = integrity(parlor.dataDir, name) === "ok" && oldRows(parlor.dataDir, name) === rows;
          if (!isWhole) why.push(`the copy ${name} is not whole`);
        }
        const readers = [await pageReader(parlor, OLD_TOKEN, OLD_CHANNEL)];
        return { sent, readers, witnesses: [], stored: [readStored(parlor.dataDir)] } satisfies Evidence;
      },
      lookAtWreck: (parlor) => ({
        sent,
        readers: [readerOf(before.epoch, OLD_CHANNEL, [])],
        witnesses: [],
        stored: [readStored(parlor.dataDir)],
      }),
    });
    return { ...report, figures: { ...report.figures, migrations_to_come: migrations - APPLIED } };
  } finally {
    await rm(old, { recursive: true, force: true });
  }
};
