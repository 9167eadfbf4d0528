import { execFile } from "node:child_process";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { Load } from "../load/load.ts";
import { ask } from "../targets/parlor-api.ts";
import { root } from "../targets/program.ts";
import { tempFolder } from "../targets/temp-folder.ts";
import { readyAfter } from "./start.ts";
import type { Work } from "./work.ts";

const MESSAGES = 1_000_000;
const PAGES = 3_000;
const CHANNEL = "archive";
const AUTHORS = 200;
const FIRST_AT = Date.UTC(2020, 0, 1);

/** Any page among a million stored messages, read over a socket; and a start with that many. */
export const history: Work = {
  name: "history",
  async run({ notebook, say }) {
    const folder = await tempFolder("history");
    try {
      const dataDir = join(folder.path, "data");
      say(`importing ${MESSAGES} messages`);
      await fill(join(folder.path, "messages.jsonl"), dataDir);
      const { parlor, took } = await readyAfter(dataDir);
      const load = new Load();
      try {
        const token = await parlor.person();
        const list = await ask<{ channels: { id: string; name: string }[] }>(parlor.url, "channel.list", {}, token);
        const channel = list.channels.find(({ name }) => name === CHANNEL)?.id ?? "";
        const seat = { channel, token };
        const pages = await load.order({ do: "readPages", port: parlor.port, seat, head: MESSAGES, count: PAGES });
        const figures = {
          "history.page_p50_ms": pages.p50_ms,
          "history.page_p99_ms": pages.p99_ms,
          "history.start_ready_ms": took,
        };
        say(`parlor: ${JSON.stringify(figures)}`);
        notebook.record("parlor", figures);
      } finally {
        load.end();
        await parlor.stop();
      }
    } finally {
      await folder.remove();
    }
  },
};

/** A million lines of ordinary length, stored by the server's own import. */
async function fill(file: string, dataDir: string): Promise<void> {
  const lines = createWriteStream(file);
  for (let number = 1; number <= MESSAGES; number += 1) {
    const text = `Message ${number}: ${"some words of an ordinary length ".repeat(1 + (number % 4))}`;
    const line = JSON.stringify({ at: FIRST_AT + number * 60_000, by: `Author ${number % AUTHORS}`, text });
    if (!lines.write(`${line}\n`)) await once(lines, "drain");
  }
  lines.end();
  await once(lines, "finish");
  const command = [join(root, "packages/server/src/cli/parlor.ts"), "import", file, "--channel", CHANNEL];
  const env = { ...process.env, DATA_DIR: dataDir };
  await promisify(execFile)(process.execPath, command, { cwd: root, env, maxBuffer: 1 << 26 });
}
