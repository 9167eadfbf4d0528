import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { node } from "../tools/parlor-process.ts";
import { findPython } from "../tools/stock-program.ts";
import { freshName, Guest } from "./guest.ts";
import { ownParlor } from "./live-parlor.ts";
import { type Said, says } from "./says.ts";

const examples = join(import.meta.dirname, "../examples");

/** A bot in #general answers a visitor there, and leaves alone what was said before it came. */
async function takesPart(command: string, args: string[]): Promise<void> {
  const parlor = await ownParlor();
  const ada = await Guest.arrives(parlor.url);
  const channelId = (await ada.gets("channel.list", {})).channels[0]?.id ?? "";
  await ada.gets("channel.view", { channelId });
  const answers = (text: RegExp) =>
    ada.hears("message.new", ({ messages }) => messages.some((message) => text.test(message.text)));

  await ada.sends(channelId, "!echo said before the bot came");
  await says(/Listening in #general/, command, args, { PARLOR_URL: parlor.url, CHANNEL: "general" });
  await ada.sends(channelId, "!time");
  await answers(/^It is \d{4}-\d\d-\d\dT/);
  await ada.sends(channelId, "!echo 漢字 and all");
  await answers(/^漢字 and all$/);
  const texts = ada.all("message.new").flatMap(({ messages }) => messages.map(({ text }) => text));
  expect(texts).not.toContain("said before the bot came");
}

/** Our own client writes this to a private key, and waits for an answer like that. */
function whispers(url: string, key: string, text: string, answer: RegExp): Promise<Said> {
  const env = { PARLOR_URL: url, BOT_NAME: freshName() };
  return says(answer, node, [join(examples, "typescript-bot/whisper.ts"), key, text], env);
}

test(
  "the private bot, written from the documents, and our own client write to each other",
  { timeout: 60_000 },
  async () => {
    const parlor = await ownParlor();
    const folder = await mkdtemp(join(tmpdir(), "parlor-bot-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const env = { PARLOR_URL: parlor.url, KEYS: join(folder, "keys.json") };
    const bot = [join(examples, "private-bot/bot.ts")];
    const listens = /My private key: ([-0-9A-Z]{34})\n/;

    const { program, match } = await says(listens, node, bot, env);
    const key = match[1] ?? "";
    await whispers(parlor.url, key, "!time", /^It is \d{4}-\d\d-\d\dT.*Z$/m);
    await whispers(parlor.url, key.toLowerCase().replaceAll("-", " "), "!echo 漢字 and all", /^漢字 and all$/m);

    // Somebody writes while it is away; it is the same bot when it comes back, and answers then.
    program.kill("SIGKILL");
    const waits = whispers(parlor.url, key, "!echo while you were away", /^while you were away$/m);
    await whispers(parlor.url, key, "!echo nobody hears this yet", /^Writing to Sundial/m);
    const again = await says(listens, node, bot, env);
    expect(again.match[1]).toBe(key);
    await waits;

    await parlor.kill();
    await parlor.start();
    await whispers(parlor.url, key, "!echo after a crash", /^after a crash$/m);
  },
);

test("the TypeScript bot on the client package answers in a channel", { timeout: 40_000 }, () =>
  takesPart(node, [join(examples, "typescript-bot/bot.ts")]),
);

const found = findPython();
if ("lacks" in found) console.log(`The Python bot is not tried here: ${found.lacks}`);
test.skipIf("lacks" in found)("the Python bot on python-socketio answers in a channel", { timeout: 40_000 }, () =>
  takesPart("lacks" in found ? "" : found.command, [join(examples, "python-bot/bot.py")]),
);
