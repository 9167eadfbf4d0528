import type { Answer, Channel } from "@parlor/protocol";
import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished, test, vi } from "vitest";
import { OperatorError } from "../operator-error.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { testServer } from "../testing/test-server.ts";
import { command } from "./channels.ts";
import { UsageError } from "./command.ts";

interface Ended {
  stdout: string;
  failure?: unknown;
}

/** `parlor channels …` on a connection of its own, beside other programs that use the folder. */
async function channels(dataDir: string, ...args: string[]): Promise<Ended> {
  vi.stubEnv("DATA_DIR", dataDir);
  const said: unknown[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line) => void said.push(line));
  const failure: unknown = await command.run(args).catch((thrown: unknown) => thrown);
  log.mockRestore();
  return { stdout: said.join("\n"), ...(failure !== undefined && { failure }) };
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
  expect(await channels(folder.path, "rename", "PLANNING", "plans")).toEqual({ stdout: "#planning is now #plans." });
  expect(await renamed).toMatchObject({ channel: { id, name: "plans", rev: 2 } });

  const archived = ada.next("channel.archived");
  const done = await channels(folder.path, "archive", "#plans", "--json");
  expect(JSON.parse(done.stdout)).toMatchObject({ id, name: "plans" });
  // Without `by`: the operator did it.
  expect(await archived).toEqual({ channelId: id, name: "plans" });
  const late = { channelId: id, clientId: "0190f1d0-0000-7000-8000-000000000000", text: "late" };
  expect(await ada.ask("message.send", late)).toMatchObject({ ok: false, error: { code: "channel_not_found" } });

  await ada.ask("channel.create", { name: "plans" });
  expect((await channels(folder.path, "restore", id)).failure).toMatchObject({
    message: expect.stringMatching(/--name/),
  });
  const restored = ada.next("channel.changed");
  expect(await channels(folder.path, "restore", id, "--name", "old plans")).not.toHaveProperty("failure");
  expect(await restored).toMatchObject({ channel: { id, name: "old plans" } });
  expect(await ada.ask("message.send", late)).toMatchObject({ ok: true, value: { seq: 1 } });

  await watches(server.url, "Bo");
  const given = ada.next("channel.changed");
  expect(await channels(folder.path, "set-owner", "old plans", "bo")).not.toHaveProperty("failure");
  const { channel } = (await given) as { channel: Channel };
  expect(channel.ownedBy).not.toBe(channel.createdBy);
  expect(await ada.ask("channel.archive", { channelId: id })).toMatchObject({ error: { code: "not_allowed" } });
});

test("CH-11 a channel that was made here, and is archived before anything else happens, is gone for everyone", async () => {
  using folder = tempFolder();
  await using server = await testServer({ DATA_DIR: folder.path });
  const ada = await watches(server.url, "Ada");
  // The server knows the list as it was before.
  const renamed = ada.next("channel.changed");
  await channels(folder.path, "rename", "general", "lobby");
  await renamed;
  const made = await ada.ask<{ channel: Channel }>("channel.create", { name: "planning" });
  if (!made.ok) throw new Error(made.error.code);
  const { id } = made.value.channel;
  const archived = ada.next("channel.archived");
  await channels(folder.path, "archive", "planning");
  expect(await archived).toEqual({ channelId: id, name: "planning" });
  expect(await ada.ask("channel.view", { channelId: id })).toMatchObject({ error: { code: "channel_not_found" } });
});

test("channels lists what there is, and each mistake is one line that says what to do", async () => {
  using folder = tempFolder();
  expect((await channels(folder.path, "list")).failure).toMatchObject({ message: expect.stringMatching(/DATA_DIR/) });
  await (await testServer({ DATA_DIR: folder.path }))[Symbol.asyncDispose]();

  const { stdout } = await channels(folder.path, "list", "--json");
  expect(JSON.parse(stdout)).toMatchObject([{ name: "general", isDefault: true, messages: 0, owner: null }]);
  expect((await channels(folder.path)).stdout).toMatch(/^ID +NAME .*\n[0-9a-z]{12} +#general /);
  expect((await channels(folder.path, "list", "--archived")).stdout).toBe("No channel is archived.");
  for (const [args, line] of [
    [["rename", "nowhere", "else"], /^There is no channel "nowhere"/],
    [["restore", "general"], /^#general is not archived/],
    [["archive", "general"], /^Newcomers start in #general/],
    [["rename", "general", "a\u202eb"], /^A name cannot hold/],
    [["set-owner", "general", "Nobody"], /^There is nobody called "Nobody"/],
  ] as const) {
    const { failure } = await channels(folder.path, ...args);
    expect(failure).toBeInstanceOf(OperatorError);
    expect(failure).toMatchObject({ message: expect.stringMatching(line) });
  }
  for (const args of [["rename", "general"], ["frob"], ["archive", "a", "b"]])
    expect((await channels(folder.path, ...args)).failure).toBeInstanceOf(UsageError);
});

test("two archived channels that had one name are told apart by their ids", async () => {
  using folder = tempFolder();
  await using server = await testServer({ DATA_DIR: folder.path });
  const ada = await watches(server.url, "Ada");
  for (const _time of ["first", "second"]) {
    await ada.ask("channel.create", { name: "planning" });
    await channels(folder.path, "archive", "planning");
  }
  const { failure } = await channels(folder.path, "restore", "planning");
  expect(failure).toMatchObject({ message: expect.stringMatching(/by its id\.\n[0-9a-z]{12} .*\n[0-9a-z]{12} /) });
  const archived = JSON.parse((await channels(folder.path, "list", "--archived", "--json")).stdout) as { id: string }[];
  expect(archived).toMatchObject([{ archivedBy: null }, { archivedBy: null }]);
  expect(await channels(folder.path, "restore", archived[0]?.id ?? "")).toEqual({
    stdout: "#planning is back on the list.",
  });
});
