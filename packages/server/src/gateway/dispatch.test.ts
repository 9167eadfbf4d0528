import fastify from "fastify";
import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { DatabaseFailure } from "../db/database-failure.ts";
import { Counts } from "../metrics/counts.ts";
import { testServer } from "../testing/test-server.ts";
import type { Handlers } from "./caller.ts";
import { makeDispatcher } from "./dispatch.ts";
import { RateLimiter } from "./rate-limiter.ts";

test("CON-6 from the moment of a stop, commands are refused as unavailable and those under way are answered", async () => {
  const server = await testServer();
  const started = await server.post("session.start", { displayName: "Ada", keep: "token" });
  const { value } = (await started.json()) as { value: { token: string } };
  const authorization = `Bearer ${value.token}`;
  const list = (await (await server.post("channel.list", {}, { authorization })).json()) as {
    value: { channels: { id: string }[] };
  };
  const draft = {
    channelId: list.value.channels[0]?.id,
    clientId: "01890000-0000-7000-8000-000000000001",
    text: "last words",
  };
  const last = server.post("message.send", draft, { authorization });
  const answered = await last;
  const stop = server[Symbol.asyncDispose]();
  const late = await server
    .post("message.send", { ...draft, clientId: draft.clientId }, { authorization })
    .catch(() => undefined);
  await stop;
  expect(answered.status).toBe(200);
  // Refused in words while the door is open, or not let in any more; never accepted.
  expect([503, undefined]).toContain(late?.status);
});

test("API-1 whatever command meets a full disk says so, and not that the server failed", async () => {
  const full = () => {
    throw new DatabaseFailure("database or disk is full", 13);
  };
  const handlers = { "place.about": full } as unknown as Handlers;
  const { dispatch } = makeDispatcher(handlers, new RateLimiter(readConfig({}).rates), new Counts(), fastify().log);
  const by = { address: "::1", keep: () => undefined, forget: () => undefined };
  expect(await dispatch("place.about", by, {})).toMatchObject({ ok: false, error: { code: "storage_full" } });
});
