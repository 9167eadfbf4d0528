import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { join } from "node:path";
import { io } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { node, ParlorProcess } from "../tools/parlor-process.ts";

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

interface Visitor {
  /** Everything said in #general since they came. */
  texts: readonly string[];
  says(text: string): Promise<void>;
  hears(what: RegExp): Promise<void>;
}

/** Somebody in #general who collects what is said there. */
async function visitor(url: string): Promise<Visitor> {
  const socket = io(url, { transports: ["websocket"], reconnection: false, forceNew: true });
  onTestFinished(() => void socket.disconnect());
  const texts: string[] = [];
  socket.on("message.new", ({ messages }) => texts.push(...messages.map((message: { text: string }) => message.text)));
  await socket.emitWithAck("session.start", { displayName: "Visitor", keep: "token" });
  const { value } = await socket.emitWithAck("channel.list", {});
  const channelId: string = value.channels[0].id;
  await socket.emitWithAck("channel.view", { channelId });
  let sent = 0;
  return {
    texts,
    async says(text) {
      sent += 1;
      const clientId = `0190f1d0-0000-7000-8000-${String(sent).padStart(12, "0")}`;
      expect(await socket.emitWithAck("message.send", { channelId, clientId, text })).toMatchObject({ ok: true });
    },
    hears: (what) => expect.poll(() => texts, { timeout: 10_000 }).toContainEqual(expect.stringMatching(what)),
  };
}

async function takesPart(command: string, args: string[]): Promise<void> {
  const parlor = await ParlorProcess.started();
  onTestFinished(() => parlor.clear());
  const ada = await visitor(parlor.url);
  await ada.says("!echo said before the bot came");
  await listening(command, args, { PARLOR_URL: parlor.url, CHANNEL: "general" });
  await ada.says("!time");
  await ada.hears(/^It is \d{4}-\d\d-\d\dT/);
  await ada.says("!echo 漢字 and all");
  await ada.hears(/^漢字 and all$/);
  expect(ada.texts).not.toContain("said before the bot came");
}

test("the TypeScript bot on the client package answers in a channel", { timeout: 40_000 }, () =>
  takesPart(node, [join(import.meta.dirname, "typescript-bot/bot.ts")]),
);

const found = python();
if ("lacks" in found) console.log(`The Python bot is not tried here: ${found.lacks}`);
test.skipIf("lacks" in found)("the Python bot on python-socketio answers in a channel", { timeout: 40_000 }, () =>
  takesPart("lacks" in found ? "" : found.command, [join(import.meta.dirname, "python-bot/bot.py")]),
);
