import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { node } from "../tools/parlor-process.ts";
import { Guest } from "./guest.ts";
import { ownParlor } from "./live-parlor.ts";

const examples = join(import.meta.dirname, "../examples");

/** A Python with python-socketio, or why there is none. Debian's packages reach only Debian's own Python. */
function python(): { command: string } | { lacks: string } {
  let lacks = "";
  for (const command of ["python3", "/usr/bin/python3"]) {
    try {
      execFileSync(command, ["-c", "import socketio, websocket"], { stdio: "pipe" });
      return { command };
    } catch (error) {
      const said = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : "";
      lacks ||= said.split("\n").at(-1) || `${command} is not there`;
    }
  }
  return { lacks };
}

/** Starts a bot and waits until it listens. */
async function listening(command: string, args: string[], env: Record<string, string>): Promise<ChildProcess> {
  const bot = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => void bot.kill("SIGKILL"));
  let said = "";
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString();
      if (said.includes("Listening in #general")) resolve();
    };
    bot.stdout.on("data", hear);
    bot.stderr.on("data", hear);
    bot.once("exit", (code) => reject(new Error(`the bot ended with ${code}:\n${said}`)));
  });
  return bot;
}

/** A bot in #general answers a visitor there, and leaves alone what was said before it came. */
async function takesPart(command: string, args: string[]): Promise<void> {
  const parlor = await ownParlor();
  const ada = await Guest.arrives(parlor.url);
  const channelId = (await ada.gets("channel.list", {})).channels[0]?.id ?? "";
  await ada.gets("channel.view", { channelId });
  const answers = (text: RegExp) =>
    ada.hears("message.new", ({ messages }) => messages.some((message) => text.test(message.text)));

  await ada.sends(channelId, "!echo said before the bot came");
  await listening(command, args, { PARLOR_URL: parlor.url, CHANNEL: "general" });
  await ada.sends(channelId, "!time");
  await answers(/^It is \d{4}-\d\d-\d\dT/);
  await ada.sends(channelId, "!echo 漢字 and all");
  await answers(/^漢字 and all$/);
  const texts = ada.all("message.new").flatMap(({ messages }) => messages.map(({ text }) => text));
  expect(texts).not.toContain("said before the bot came");
}

test("the TypeScript bot on the client package answers in a channel", { timeout: 40_000 }, () =>
  takesPart(node, [join(examples, "typescript-bot/bot.ts")]),
);

const found = python();
if ("lacks" in found) console.log(`The Python bot is not tried here: ${found.lacks}`);
test.skipIf("lacks" in found)("the Python bot on python-socketio answers in a channel", { timeout: 40_000 }, () =>
  takesPart("lacks" in found ? "" : found.command, [join(examples, "python-bot/bot.py")]),
);
