import { spawn } from "node:child_process";
import { once } from "node:events";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { expect, test } from "vitest";
import { tempFolder } from "../testing/temp-database.ts";
import { parlorProgram } from "../testing/parlor-program.ts";

test("HOOK-2 neither the log, at any level, nor the database has a token", async () => {
  using folder = tempFolder();
  const env = { DATA_DIR: folder.path, PORT: "0", HOST: "127.0.0.1", LOG_LEVEL: "trace" };
  const server = spawn(process.execPath, [parlorProgram, "start"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  const ready = Promise.withResolvers<string>();
  for (const stream of [server.stdout, server.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      const url = /ready at (\S+)/.exec(said)?.[1];
      if (url) ready.resolve(url.replace("localhost", "127.0.0.1"));
    });
  }
  const url = await ready.promise;
  const call = async <T>(command: string, input: unknown, token = ""): Promise<T> => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    const response = await fetch(`${url}/api/v1/${command}`, { method: "POST", headers, body: JSON.stringify(input) });
    return ((await response.json()) as { value: T }).value;
  };
  const { token: ada } = await call<{ token: string }>("session.start", { displayName: "Ada", keep: "token" });
  const { channels } = await call<{ channels: { id: string }[] }>("channel.list", {}, ada);
  const { token } = await call<{ token: string }>("hook.create", { channelId: channels[0]?.id, label: "Builds" }, ada);
  const address = `${url}/hooks/${token}`;
  for (const [method, body, type] of [
    ["POST", "hello", "text/plain"],
    ["POST", "x".repeat(70_000), "text/plain"],
    ["POST", "{", "application/json"],
    ["PUT", "x", "text/plain"],
  ] as const) {
    await (await fetch(address, { method, body, headers: { "content-type": type } })).text();
  }
  await (await fetch(`${address}?again=${token}`)).text();
  server.kill("SIGTERM");
  await once(server, "exit");
  expect(said).not.toContain(token);
  const file = new DatabaseSync(join(folder.path, "parlor.db"), { readOnly: true });
  const tables = file.prepare("select name from sqlite_master where type = 'table'").all() as { name: string }[];
  for (const { name } of tables)
    expect(JSON.stringify(file.prepare(`select * from "${name}"`).all())).not.toContain(token);
  file.close();
});
