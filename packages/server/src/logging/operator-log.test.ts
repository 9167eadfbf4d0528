import { join } from "node:path";
import { io } from "socket.io-client";
import { expect, onTestFinished, test, vi } from "vitest";
import { restoreBackup } from "../backups/restore-backup.ts";
import { command as channels } from "../cli/channels.ts";
import { DatabaseFailure } from "../db/database-failure.ts";
import { migrations } from "../db/migrations/index.ts";
import { oldDatabase } from "../testing/old-database.ts";
import { tempFolder } from "../testing/temp-database.ts";
import { testServer, type TestServer } from "../testing/test-server.ts";
import { version } from "../version.ts";
import { OperatorLog } from "./operator-log.ts";

type Entry = Record<string, unknown> & { msg: string };

/** A log that is kept; `about` are its entries with this in their message. */
function keptLog() {
  const lines: string[] = [];
  const entries = () => lines.map((line) => JSON.parse(line) as Entry);
  return {
    write: (line: string) => void lines.push(line),
    text: () => lines.join(""),
    about: (part: string) => entries().filter(({ msg }) => msg.includes(part)),
  };
}

async function call<T>(server: TestServer, command: string, input: unknown, token = ""): Promise<T> {
  const response = await server.post(command, input, token ? { authorization: `Bearer ${token}` } : {});
  return ((await response.json()) as { value: T }).value;
}

interface Started {
  token: string;
  person: { id: string };
  sessionId: string;
}

test("a start is one line with version, folder, address and the settings that were changed", async () => {
  using folder = tempFolder();
  const log = keptLog();
  await using server = await testServer({ DATA_DIR: folder.path, LOG_LEVEL: "info", RATE_SEND: "70/20" }, log);
  expect(log.about("")).toMatchObject([
    {
      level: 30,
      msg: "Parlor has started",
      version,
      node: process.versions.node,
      schema: Object.keys(migrations).at(-1),
      dataDir: folder.path,
      address: server.url.replace("127.0.0.1", "localhost"),
      settings: { RATE_SEND: "70/20", HOST: "127.0.0.1" },
    },
    { msg: "a new database was made", path: join(folder.path, "parlor.db") },
  ]);
});

test("the start after an upgrade and a restore tells of them once, with where the earlier database is", async () => {
  using folder = tempFolder();
  using other = tempFolder();
  await oldDatabase(folder.path, 4, 3);
  const upgraded = keptLog();
  await (await testServer({ DATA_DIR: folder.path, LOG_LEVEL: "info" }, upgraded))[Symbol.asyncDispose]();
  expect(upgraded.about("was upgraded")).toMatchObject([
    { migrations: Object.keys(migrations).slice(4), copy: expect.stringMatching(/parlor-before-0005-.*\.db$/) },
  ]);
  expect(upgraded.about("has stopped")).toHaveLength(1);

  await oldDatabase(other.path, Object.keys(migrations).length, 3);
  const backup = join(other.path, "parlor.db");
  const { kept } = await restoreBackup(folder.path, backup, true, 0);
  for (const times of [1, 0]) {
    const restored = keptLog();
    await (await testServer({ DATA_DIR: folder.path, LOG_LEVEL: "info" }, restored))[Symbol.asyncDispose]();
    expect(restored.about("was restored")).toHaveLength(times);
    if (times > 0) expect(restored.about("was restored")).toMatchObject([{ from: backup, replaced: kept }]);
    expect(restored.about("was upgraded")).toEqual([]);
  }
});

test("channels, webhooks and sessions: who did what to which, and nothing secret at any level", async () => {
  using folder = tempFolder();
  const log = keptLog();
  await using server = await testServer({ DATA_DIR: folder.path, LOG_LEVEL: "trace" }, log);
  const ada = await call<Started>(server, "session.start", { displayName: "Secretive Ada", keep: "token" });
  const { id: by } = ada.person;
  const make = async (name: string) =>
    (await call<{ channel: { id: string } }>(server, "channel.create", { name }, ada.token)).channel.id;
  const channelId = await make("planning");
  await call(server, "channel.rename", { channelId, name: "plans" }, ada.token);
  const { hook, token } = await call<{ hook: { id: string }; token: string }>(
    server,
    "hook.create",
    { channelId, label: "Builds" },
    ada.token,
  );
  await fetch(`${server.url}/hooks/${token}`, { method: "POST", body: "between us only" });
  await fetch(`${server.url}/hooks/${token}?again=${token}`);
  const clientId = "0190f1d0-0000-7000-8000-000000000000";
  await call(server, "message.send", { channelId, clientId, text: "between us only" }, ada.token);
  await call(server, "hook.revoke", { hookId: hook.id }, ada.token);
  await call(server, "channel.archive", { channelId }, ada.token);
  await call(server, "channel.restore", { channelId }, ada.token);
  await call(server, "session.end", {}, ada.token);

  expect(log.about("a channel was")).toMatchObject([
    { msg: "a channel was made", channelId, name: "planning", by },
    { msg: "a channel was renamed", channelId, name: "plans", formerly: "planning", by },
    { msg: "a channel was archived", channelId, name: "plans", by },
    { msg: "a channel was restored", channelId, name: "plans", by },
  ]);
  expect(log.about("a webhook was")).toMatchObject([
    { msg: "a webhook was made", hookId: hook.id, channelId, by },
    { msg: "a webhook was revoked", hookId: hook.id, channelId, by },
  ]);
  expect(log.about("session was ended")).toMatchObject([{ personId: by, sessionId: ada.sessionId.slice(0, 8) }]);
  for (const secret of [ada.token, token, "between us only", "Secretive Ada", ada.sessionId, "parlor_session"])
    expect(log.text()).not.toContain(secret);
});

test("what the operator does to a channel beside the server is told once, and as the operator's", async () => {
  using folder = tempFolder();
  const log = keptLog();
  await using server = await testServer({ DATA_DIR: folder.path, LOG_LEVEL: "info" }, log);
  const ada = await call<Started>(server, "session.start", { displayName: "Ada", keep: "token" });
  const { channel } = await call<{ channel: { id: string } }>(server, "channel.create", { name: "mine" }, ada.token);
  await call(server, "channel.rename", { channelId: channel.id, name: "ours" }, ada.token);
  vi.stubEnv("DATA_DIR", folder.path);
  const said = vi.spyOn(console, "log").mockImplementation(() => undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    said.mockRestore();
  });
  for (const [args, line] of [
    [["rename", "ours", "theirs"], { msg: "a channel was renamed", name: "theirs", formerly: "ours" }],
    [["archive", "theirs"], { msg: "a channel was archived", name: "theirs" }],
    [["restore", "theirs"], { msg: "a channel was restored", name: "theirs" }],
    [["set-owner", "theirs", "none"], { msg: "a channel was given to another owner", name: "theirs" }],
  ] as const) {
    await channels.run([...args]);
    await vi.waitFor(() => expect(log.about("a channel was").at(-1)).toMatchObject(line), { timeout: 10_000 });
    expect(log.about("a channel was").at(-1)).toMatchObject({ channelId: channel.id, by: "operator" });
  }
  expect(log.about("a channel was")).toHaveLength(6);
});

test("clients that are cut or not let in are told with address, person and reason, once", async () => {
  const log = keptLog();
  await using server = await testServer({ LOG_LEVEL: "info", RATE_OPEN: "5/0.01", SOCKETS_PER_ADDRESS: "1" }, log);
  const ada = await call<Started>(server, "session.start", { displayName: "Ada", keep: "token" });
  const socket = io(server.url, { transports: ["websocket"], auth: { token: ada.token }, forceNew: true });
  onTestFinished(() => void socket.disconnect());
  await new Promise((resolve) => socket.once("hello", resolve));
  const second = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
  expect(second.status).toBe(403);
  const cut = new Promise((resolve) => socket.once("disconnect", resolve));
  for (let n = 0; n < 200; n += 1) socket.emit("no ack", n);
  await cut;
  for (let n = 0; n < 20; n += 1) await server.post("session.current", {}, { authorization: `Bearer wrong-${n}` });

  const address = "127.0.0.1";
  const [own] = log.about("disconnected").filter(({ reason }) => reason === "no_ack");
  expect(own).toMatchObject({
    level: 40,
    address,
    personId: ada.person.id,
    sessionId: ada.sessionId.slice(0, 8),
  });
  expect(log.about("disconnected").map(({ reason }) => reason)).toEqual(["too_many_sockets", "no_ack", "wrong_tokens"]);
  expect(log.text()).not.toContain("wrong-");
});

test("API-7 a flood is told with the person who sent it", async () => {
  const log = keptLog();
  await using server = await testServer({ LOG_LEVEL: "info" }, log);
  const ada = await call<Started>(server, "session.start", { displayName: "Ada", keep: "token" });
  const socket = io(server.url, { transports: ["websocket"], auth: { token: ada.token }, forceNew: true });
  onTestFinished(() => void socket.disconnect());
  await new Promise((resolve) => socket.once("hello", resolve));
  const cut = new Promise((resolve) => socket.once("disconnect", resolve));
  for (let n = 0; n < 40_000; n += 1) socket.emit("session.current", {}, () => undefined);
  await cut;
  expect(log.about("disconnected")).toMatchObject([{ reason: "flood", address: "127.0.0.1", personId: ada.person.id }]);
});

test("failures of one kind are one line a minute with a count, and another kind is a line of its own", () => {
  const entries: unknown[][] = [];
  const write = (...args: unknown[]) => void entries.push(args);
  const log = new OperatorLog({ error: write, warn: write } as unknown as ConstructorParameters<typeof OperatorLog>[0]);
  const broken = () => new DatabaseFailure("disk I/O error", 10);
  for (let n = 0; n < 50; n += 1) log.failed(broken(), "a command failed", { command: "message.send" });
  log.failed(new DatabaseFailure("database disk image is malformed", 11), "a command failed");
  log.failed(new TypeError("a bug"), "a command failed");
  expect(entries).toHaveLength(3);
  log.close();
  expect(entries.slice(3)).toEqual([
    [expect.objectContaining({ more: 49, command: "message.send" }), "a command failed"],
  ]);
});

test("while the disk is full, what fails because of it has no line of its own", () => {
  const entries: unknown[][] = [];
  const write = (...args: unknown[]) => void entries.push(args);
  const log = new OperatorLog({ error: write, warn: write } as unknown as ConstructorParameters<typeof OperatorLog>[0]);
  const full = new DatabaseFailure("database or disk is full", 13);
  log.storageLost(full, "/data");
  log.failed(full, "something could not be told or answered");
  expect(entries).toHaveLength(1);
  log.failed(new TypeError("a bug"), "a command failed");
  log.storageRecovered("/data");
  log.failed(full, "something could not be told or answered");
  expect(entries).toHaveLength(4);
  log.close();
});
