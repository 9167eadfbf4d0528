import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Guest } from "./guest.ts";
import { canOwn, ownParlor } from "./live-parlor.ts";

const AT = Date.UTC(2020, 0, 1);

async function fileOf(count: number, from = AT): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parlor-import-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const lines = Array.from({ length: count }, (_, n) => JSON.stringify({ at: from + n, by: "Ola", text: `old ${n}` }));
  await writeFile(join(folder, "chat.jsonl"), `${lines.toReversed().join("\n")}\n`);
  return join(folder, "chat.jsonl");
}

test.runIf(canOwn)(
  "IMP-9 IMP-8 IMP-3 an import beside a running server is told to those who are there, and counts as read",
  async () => {
    const parlor = await ownParlor();
    const ada = await Guest.arrives(parlor.url);
    await ada.gets("channel.list", { watch: true });
    await parlor.import(await fileOf(3), "archive");

    const { channel } = await ada.hears("channel.changed", ({ channel }) => channel.name === "archive");
    const told = await ada.hears("channel.pulse", ({ pulses }) =>
      pulses.some(({ channelId, head }) => channelId === channel.id && head === 3),
    );
    const pulse = { channelId: channel.id, head: 3, lastAt: AT + 2, imported: 3, here: 0 };
    expect(told.pulses).toContainEqual(pulse);

    await ada.sends(channel.id, "new");
    const grown = await fileOf(4);
    await expect(parlor.import(grown, "archive")).rejects.toThrow(/Nothing was imported/);
    await parlor.import(grown, "archive", "--append");
    const after = await ada.hears("channel.pulse", ({ pulses }) => pulses.some(({ head }) => head === 5));
    const now = after.pulses.find(({ channelId }) => channelId === channel.id);
    expect(now).toMatchObject({ head: 5, imported: 5 });
    const page = await ada.gets("message.page", { channelId: channel.id });
    expect(page.messages.map(({ text }) => text)).toEqual(["old 0", "old 1", "old 2", "new", "old 3"]);
    expect(now?.lastAt).toBe(page.messages[3]?.at);
  },
);
