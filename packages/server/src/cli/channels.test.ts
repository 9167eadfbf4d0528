import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Answer, Channel } from "@parlor/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { tempFolder } from "../testing/temp-database.ts";
import { testServer } from "../testing/test-server.ts";

const program = join(import.meta.dirname, "parlor.ts");

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** `parlor channels …` as a process of its own, beside whatever else uses the folder. */
async function channels(dataDir: string, ...args: string[]): Promise<Ended> {
  const options = { env: { DATA_DIR: dataDir }, timeout: 15_000 };
  return promisify(execFile)(process.execPath, [program, "channels", ...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (failure: Ended) => failure,
  );
}

interface Told {
  socket: Socket;
  ask<T>(name: string, input: unknown): Promise<Answer<T>>;
  next(event: string): Promise<unknown>;
}

async function watches(url: string, name: string): Promise<Told> {
  const socket = io(url, { transports: ["websocket"], forceNew: true });
  onTestFinished(() => void socket.disconnect());
  const ask: Told["ask"] = (command, input) => socket.timeout(5_000).emitWithAck(command, input);
  await ask("session.start", { displayName: name, keep: "token" });
  await ask("channel.list", { watch: true });
  return { socket, ask, next: (event) => new Promise((resolve) => socket.once(event, resolve)) };
}

test("CH-11 what the operator does beside a running server reaches everyone who lists the channels", async () => {
  using folder = tempFolder();
  await using server = await testServer({ DATA_DIR: folder.path });
  const ada = await watches(server.url, "Ada");
  const made = await ada.ask<{ channel: Channel }>("channel.create", { name: "planning" });
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value.channel;

  const renamed = ada.next("channel.changed");
  expect(await channels(folder.path, "rename", "PLANNING", "plans")).toMatchObject({ code: 0 });
  expect(await renamed).toMatchObject({ channel: { id, name: "plans", rev: 2 } });

  const archived = ada.next("channel.archived");
  const done = await channels(folder.path, "archive", "#plans", "--json");
  expect(JSON.parse(done.stdout)).toMatchObject({ id, name: "plans" });
  // Without `by`: the operator did it.
  expect(await archived).toEqual({ channelId: id, name: "plans" });
  const late = { channelId: id, clientId: "0190f1d0-0000-7000-8000-000000000000", text: "late" };
  expect(await ada.ask("message.send", late)).toMatchObject({ ok: false, error: { code: "channel_not_found" } });

  await ada.ask("channel.create", { name: "plans" });
  expect(await channels(folder.path, "restore", id)).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/--name/),
  });
  const restored = ada.next("channel.changed");
  expect(await channels(folder.path, "restore", id, "--name", "old plans")).toMatchObject({ code: 0 });
  expect(await restored).toMatchObject({ channel: { id, name: "old plans" } });
  expect(await ada.ask("message.send", late)).toMatchObject({ ok: true, value: { seq: 1 } });

  await watches(server.url, "Bo");
  const given = ada.next("channel.changed");
  expect(await channels(folder.path, "set-owner", "old plans", "bo")).toMatchObject({ code: 0 });
  const { channel } = (await given) as { channel: Channel };
  expect(channel.ownedBy).not.toBe(channel.createdBy);
  expect(await ada.ask("channel.archive", { channelId: id })).toMatchObject({ error: { code: "not_allowed" } });
});

test("channels lists what there is, and each mistake is one line that says what to do", async () => {
  using folder = tempFolder();
  expect(await channels(folder.path, "list")).toMatchObject({ code: 1, stderr: expect.stringMatching(/DATA_DIR/) });
  await (await testServer({ DATA_DIR: folder.path }))[Symbol.asyncDispose]();

  const { stdout } = await channels(folder.path, "list", "--json");
  expect(JSON.parse(stdout)).toMatchObject([{ name: "general", isDefault: true, messages: 0, owner: null }]);
  const [plain, none, unknown, first, nobody, bare] = await Promise.all([
    channels(folder.path),
    channels(folder.path, "list", "--archived"),
    channels(folder.path, "rename", "nowhere", "else"),
    channels(folder.path, "archive", "general"),
    channels(folder.path, "set-owner", "general", "Nobody"),
    channels(folder.path, "rename", "general"),
  ]);
  expect(plain.stdout).toMatch(/^ID +NAME .*\n[0-9a-z]{12} +#general /);
  expect(none.stdout).toBe("No channel is archived.\n");
  expect(unknown.stderr).toMatch(/^There is no channel "nowhere"/);
  expect(first.stderr).toMatch(/^Newcomers start in #general/);
  expect(nobody.stderr).toMatch(/^There is nobody called "Nobody"/);
  expect(bare.stderr).toMatch(/^Usage: parlor channels/);
  for (const { code, stderr } of [unknown, first, nobody, bare]) {
    expect([code, stderr.trim().split("\n").length]).toEqual([1, 1]);
  }
});
