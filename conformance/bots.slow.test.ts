import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, test } from "vitest";
import { node, type ParlorProcess } from "../tools/parlor-process.ts";
import { findPython } from "../tools/stock-program.ts";
import { freshName, Guest } from "./guest.ts";
import { canOwn, ownParlor } from "./live-parlor.ts";
import { says } from "./says.ts";

/** A stock client waits up to five seconds between two tries to reconnect. */
const backWithinMs = 20_000;

const examples = join(import.meta.dirname, "../examples");
const found = findPython();
if ("lacks" in found) console.log(`The Python bot is not tried here: ${found.lacks}`);

const restarts = {
  "a deploy": (parlor: ParlorProcess) => parlor.stop(),
  "a kill -9": (parlor: ParlorProcess) => parlor.kill(),
  "a second deploy": (parlor: ParlorProcess) => parlor.stop(),
};

/** The bot in #general, started once, answers a visitor before and after each restart. */
async function answersThrough(command: string, args: string[]): Promise<void> {
  const parlor = await ownParlor();
  await says(/Listening in #general/, command, args, { PARLOR_URL: parlor.url, CHANNEL: "general" });
  await isAnswered(parlor, "at first");
  for (const [what, ends] of Object.entries(restarts)) {
    await ends(parlor);
    await parlor.start();
    // Written at once, before the bot is back: it catches up.
    await isAnswered(parlor, `after ${what}`);
  }
}

async function isAnswered(parlor: ParlorProcess, words: string): Promise<void> {
  const ada = await Guest.arrives(parlor.url);
  const channelId = (await ada.gets("channel.list", {})).channels[0]?.id ?? "";
  await ada.gets("channel.view", { channelId });
  await ada.sends(channelId, `!echo ${words}`);
  await ada.hears("message.new", ({ messages }) => messages.some(({ text }) => text === words), backWithinMs);
  ada.socket.disconnect();
}

test.runIf(canOwn)("CON-11 the TypeScript bot answers before and after each restart", () =>
  answersThrough(node, [join(examples, "typescript-bot/bot.ts")]),
);

test.runIf(canOwn && !("lacks" in found))("CON-11 the Python bot answers before and after each restart", () =>
  answersThrough("lacks" in found ? "" : found.command, [join(examples, "python-bot/bot.py")]),
);

test.runIf(canOwn)("CON-11 the private bot answers before and after each restart", async () => {
  const parlor = await ownParlor();
  const folder = await mkdtemp(join(tmpdir(), "parlor-bot-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = { PARLOR_URL: parlor.url, KEYS: join(folder, "keys.json") };
  const { match } = await says(/My private key: ([-0-9A-Z]{34})\n/, node, [join(examples, "private-bot/bot.ts")], env);
  const isAnsweredInPrivate = async (words: string): Promise<void> => {
    const whisper = [join(examples, "typescript-bot/whisper.ts"), match[1] ?? "", `!echo ${words}`];
    const { program } = await says(new RegExp(`^${words}$`, "m"), node, whisper, { ...env, BOT_NAME: freshName() });
    program.kill();
  };
  await isAnsweredInPrivate("at first");
  for (const [what, ends] of Object.entries(restarts)) {
    await ends(parlor);
    await parlor.start();
    await isAnsweredInPrivate(`after ${what}`);
  }
});

test.runIf(canOwn)("CON-11 whisper, once started, hears answers to what it wrote before a restart", async () => {
  const parlor = await ownParlor();
  const folder = await mkdtemp(join(tmpdir(), "parlor-bot-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const env = { PARLOR_URL: parlor.url, KEYS: join(folder, "keys.json") };
  const bot = [join(examples, "private-bot/bot.ts")];
  const first = await says(/My private key: ([-0-9A-Z]{34})\n/, node, bot, env);
  first.program.kill("SIGKILL");
  const whisper = [join(examples, "typescript-bot/whisper.ts"), first.match[1] ?? "", "!echo heard in the end"];
  const { program } = await says(/^Writing to/m, node, whisper, { PARLOR_URL: parlor.url, BOT_NAME: freshName() });
  const isHeard = new Promise<void>((resolve, reject) => {
    program.once("exit", () => reject(new Error("whisper ended")));
    program.stdout?.on("data", (chunk: Buffer) => chunk.includes("heard in the end") && resolve());
  });
  await parlor.stop();
  await parlor.start();
  await parlor.kill();
  await parlor.start();
  await says(/My private key/, node, bot, env);
  await isHeard;
});
