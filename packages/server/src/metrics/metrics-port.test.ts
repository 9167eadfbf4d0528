import { io, type Socket } from "socket.io-client";
import { expect, onTestFinished, test } from "vitest";
import { testServer, type TestServer } from "../testing/test-server.ts";
import { version } from "../version.ts";

const clientId = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, "0")}`;

async function arrives(server: TestServer, displayName: string): Promise<Socket> {
  const socket = io(server.url, { transports: ["websocket"], reconnection: false, forceNew: true });
  onTestFinished(() => void socket.disconnect());
  await socket.emitWithAck("session.start", { displayName, keep: "token" });
  return socket;
}

async function generalOf(socket: Socket): Promise<string> {
  const { value } = await socket.emitWithAck("channel.list", {});
  return value.channels[0].id;
}

test("sends, commits, deliveries and commands are counted one by one", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const [ada, bo] = [await arrives(server, "Ada"), await arrives(server, "Bo")];
  const channelId = await generalOf(ada);
  for (const socket of [ada, bo]) await socket.emitWithAck("channel.view", { channelId });
  const drafts = ["one", "two", "three"].map((text, n) => ({ channelId, clientId: clientId(n), text }));
  for (const draft of [...drafts, drafts[0]]) await ada.emitWithAck("message.send", draft);
  await ada.emitWithAck("message.send", { channelId });

  expect(await server.metrics()).toMatchObject({
    'parlor_connections{transport="websocket"}': 2,
    parlor_people: 2,
    parlor_messages_waiting: 0,
    'parlor_sends_total{outcome="accepted"}': 3,
    'parlor_sends_total{outcome="resent"}': 1,
    'parlor_sends_total{outcome="bad_request"}': 1,
    'parlor_sends_total{outcome="storage_full"}': 0,
    parlor_ack_seconds_count: 4,
    parlor_commit_seconds_count: 4,
    parlor_batch_messages_sum: 4,
    'parlor_batch_messages_bucket{le="1"}': 4,
    parlor_deliveries_total: 6,
    'parlor_commands_total{command="channel.view",outcome="ok"}': 2,
    'parlor_commands_total{command="message.send",outcome="ok"}': 4,
    parlor_rate_limited_total: 0,
  });
});

test("catching up, starting over and being refused are counted", async () => {
  await using server = await testServer({ METRICS_PORT: "0", RATE_SEND: "1/0.001" });
  const ada = await arrives(server, "Ada");
  const channelId = await generalOf(ada);
  await ada.emitWithAck("channel.view", { channelId, have: { epoch: "0".repeat(16), seq: 7 } });
  for (const n of [1, 2]) await ada.emitWithAck("message.send", { channelId, clientId: clientId(n), text: `${n}` });
  await ada.emitWithAck("message.page", { channelId, after: 0 });
  await ada.emitWithAck("message.page", { channelId, after: 1 });
  await ada.emitWithAck("message.page", { channelId });
  await ada.emitWithAck("no.such", {});
  await ada.emitWithAck("another.such", {});

  expect(await server.metrics()).toMatchObject({
    parlor_catch_ups_total: 1,
    parlor_resets_total: 1,
    parlor_rate_limited_total: 1,
    'parlor_sends_total{outcome="rate_limited"}': 1,
    'parlor_commands_total{command="none",outcome="unknown_command"}': 2,
  });
});

test("the process, Node, the build, the disk and the sessions are in it, under the standard names", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  await arrives(server, "Ada");
  const metrics = await server.metrics();
  const above: Record<string, number> = {
    process_resident_memory_bytes: 10_000_000,
    process_cpu_seconds_total: 0,
    process_open_fds: 3,
    process_start_time_seconds: 1_700_000_000,
    nodejs_heap_size_used_bytes: 1_000_000,
    nodejs_eventloop_lag_p99_seconds: 0,
    parlor_database_bytes: 4_095,
    parlor_wal_bytes: 4_096,
    parlor_disk_free_bytes: 1_000_000,
  };
  for (const [name, least] of Object.entries(above)) expect(metrics[name], name).toBeGreaterThan(least);
  expect(metrics[`parlor_build_info{version="${version}",node="${process.versions.node}"}`]).toBe(1);
  expect(metrics["parlor_sessions"]).toBe(1);
});

test("webhooks are no sessions, so the figure agrees with the devices that people see", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const started = await server.post("session.start", { displayName: "Ada", keep: "token" });
  const { value } = (await started.json()) as { value: { token: string } };
  const ask = async (command: string, input: unknown) =>
    (await (await server.post(command, input, { authorization: `Bearer ${value.token}` })).json()) as {
      value: { channel: { id: string }; devices: unknown[] };
    };
  const { channel } = (await ask("channel.create", { name: "alerts" })).value;
  expect(await ask("hook.create", { channelId: channel.id, label: "Alerts" })).toMatchObject({ ok: true });
  expect((await ask("session.list", {})).value.devices).toHaveLength(1);
  expect((await server.metrics())["parlor_sessions"]).toBe(1);
});

test("a page of another address that is refused is counted", async () => {
  await using server = await testServer({ METRICS_PORT: "0" });
  const headers = { origin: "http://elsewhere.example", "x-parlor": "1" };
  expect((await server.post("session.current", {}, headers)).status).toBe(403);
  expect((await server.metrics())["parlor_origins_refused_total"]).toBe(1);
});

test("on the public port /metrics is a path like any unknown one, with the setting and without", async () => {
  for (const settings of [{}, { METRICS_PORT: "0" }]) {
    await using server = await testServer(settings);
    const [metrics, unknown] = await Promise.all(["/metrics", "/no-such"].map((path) => fetch(`${server.url}${path}`)));
    expect(metrics?.status).toBe(404);
    expect(await metrics?.text()).toBe(await unknown?.text());
  }
});

test("a port that is taken ends the start with a line that names the settings", async () => {
  await using first = await testServer({ METRICS_PORT: "0" });
  const taken = String(first.metricsPort);
  await expect(testServer({ METRICS_PORT: taken })).rejects.toThrow(
    `The settings METRICS_HOST and METRICS_PORT cannot be used: port ${taken} is in use: stop the other program,`,
  );
});
