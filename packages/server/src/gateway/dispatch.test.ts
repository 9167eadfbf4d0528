import fastify from "fastify";
import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { DatabaseFailure } from "../db/database-failure.ts";
import { Counts } from "../metrics/counts.ts";
import type { Session } from "../people/session.ts";
import { testServer } from "../testing/test-server.ts";
import type { Handlers } from "./caller.ts";
import { makeDispatcher } from "./dispatch.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { Turns } from "./turns.ts";

/** The real one, in front of handlers that stand for what a disk does. */
function dispatcher(handlers: Handlers) {
  const { rates } = readConfig({});
  return makeDispatcher(handlers, {
    limiter: new RateLimiter(rates),
    turns: new Turns(rates),
    counts: new Counts(),
    log: fastify().log,
  });
}

const by = { address: "::1", keep: () => undefined, forget: () => undefined };

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
  const { dispatch } = dispatcher(handlers);
  expect(await dispatch("place.about", by, {})).toMatchObject({ ok: false, error: { code: "storage_full" } });
});

test("API-8 a slow disk has eight reads of one caller at a time; who loses its session while it waits is refused", async () => {
  const reading: (() => void)[] = [];
  const slow = () => new Promise<object>((resolve) => reading.push(() => resolve({})));
  const { dispatch } = dispatcher({ "session.current": slow } as unknown as Handlers);
  const ada = { ...by, session: { id: "a session" } as Session | undefined };
  const answers = Array.from({ length: 10 }, () => dispatch("session.current", ada, {}));
  expect(reading).toHaveLength(8);
  ada.session = undefined;
  reading[0]?.();
  expect(await answers[8]).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  expect(await answers[9]).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  for (const done of reading) done();
  expect((await Promise.all(answers.slice(0, 8))).every(({ ok }) => ok)).toBe(true);
});
