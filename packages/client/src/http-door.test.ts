import { createServer, type IncomingMessage } from "node:http";
import { type AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { postCommand } from "./http-door.ts";

let origin = "";
let asked: { request: IncomingMessage; body: string } | undefined;
let reply = { status: 200, body: "" };

const server = createServer((request, response) => {
  void text(request).then((body) => {
    asked = { request, body };
    response.writeHead(reply.status, { "content-type": "application/json" }).end(reply.body);
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => void server.close());

test("a command is a POST with its input as JSON and its token as bearer", async () => {
  reply = { status: 200, body: '{"ok":true,"value":{"channels":[]}}' };
  const answer = await postCommand(origin, "channel.list", { watch: true }, "secret");
  expect(answer).toEqual({ ok: true, value: { channels: [] } });
  expect(asked?.request).toMatchObject({ method: "POST", url: "/api/v1/channel.list" });
  expect(asked?.request.headers).toMatchObject({ authorization: "Bearer secret", "content-type": "application/json" });
  expect(asked?.body).toBe('{"watch":true}');
});

test("API-1 the body is the answer, whatever the status", async () => {
  const error = { code: "name_taken", message: "taken", suggestion: "Ada 2" };
  reply = { status: 409, body: JSON.stringify({ ok: false, error }) };
  expect(await postCommand(origin, "session.start", {}, undefined)).toEqual({ ok: false, error });
  expect(asked?.request.headers.authorization).toBeUndefined();
});

test("a proxy's page, or nobody there, is unavailable", async () => {
  reply = { status: 502, body: "<html>Bad gateway</html>" };
  const unavailable = { ok: false, error: { code: "unavailable" } };
  expect(await postCommand(origin, "channel.list", {}, undefined)).toMatchObject(unavailable);
  expect(await postCommand("http://127.0.0.1:1", "channel.list", {}, undefined)).toMatchObject(unavailable);
});
