import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openBrowser } from "../../../tools/browser.ts";
import { buildWeb } from "../../../tools/build-web.ts";
import { Parlor } from "../targets/parlor.ts";
import { ask } from "../targets/parlor-api.ts";
import { root } from "../targets/program.ts";
import { median } from "./median.ts";
import { changes, enter } from "./open-channel.ts";
import type { Work } from "./work.ts";

const MESSAGES = 100;
const channels = ["general", "other"] as const;

/** What a browser loads before the first screen, and how long it takes to change to a channel it knows. */
export const client: Work = {
  name: "client",
  async run({ notebook, say }) {
    await buildWeb();
    const figures = { "client.first_load_kb": await firstLoad(), ...(await openChannel()) };
    say(`parlor: ${JSON.stringify(figures)}`);
    notebook.record("parlor", figures);
  },
};

/** All JavaScript and CSS of the build, gzip, in thousands of bytes: the same sum as the size budget's. */
async function firstLoad(): Promise<number> {
  let bytes = 0;
  for await (const file of glob(join(root, "packages/web/dist/assets/*.{js,css}"))) {
    bytes += gzipSync(await readFile(file), { level: 9 }).length;
  }
  return bytes / 1_000;
}

async function openChannel(): Promise<Record<string, number | null>> {
  const parlor = await Parlor.start({ nodeArgs: [] });
  try {
    await fill(parlor);
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ baseURL: `http://localhost:${parlor.port}`, locale: "en-GB" });
      await enter(page, channels, lastText);
      return { "client.open_channel_ms": median(await changes(page, channels, lastText)) };
    } finally {
      await browser.close();
    }
  } finally {
    await parlor.stop();
  }
}

/** A second channel beside the one that is always there, and a hundred messages in each. */
async function fill(parlor: Parlor): Promise<void> {
  const token = await parlor.person();
  await ask(parlor.url, "channel.create", { name: channels[1] }, token);
  const list = await ask<{ channels: { id: string; name: string }[] }>(parlor.url, "channel.list", {}, token);
  for (const { id, name } of list.channels) {
    for (let number = 1; number <= MESSAGES; number += 1) {
      const clientId = `01890000-0000-7000-8${name.length.toString(16).padStart(3, "0")}-${String(number).padStart(12, "0")}`;
      await ask(parlor.url, "message.send", { channelId: id, clientId, text: textOf(name, number) }, token);
    }
  }
}

const textOf = (channel: string, number: number): string => `${channel} has its message ${number}`;
const lastText = (channel: string): string => textOf(channel, MESSAGES);
