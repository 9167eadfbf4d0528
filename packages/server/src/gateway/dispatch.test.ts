import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { DatabaseFailure } from "../db/database-failure.ts";
import { Counts } from "../metrics/counts.ts";
import type { Session } from "../people/session.ts";
import type { Handlers } from "./caller.ts";
import { makeDispatcher } from "./dispatch.ts";
import { Refusal } from "../refusal.ts";
import { GuessLimits } from "./guess-limits.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { Turns } from "./turns.ts";

/** The real one, in front of handlers that stand for what a disk does. */
function dispatcher(handlers: Handlers, env = {}) {
  const { rates, guesses } = readConfig(env);
  return makeDispatcher(handlers, {
    limiter: new RateLimiter(rates),
    guesses: new GuessLimits(guesses),
    turns: new Turns(rates),
    counts: new Counts(),
    onFailure: () => undefined,
  });
}

const by = { address: "::1", checkKeep: () => undefined, keep: () => undefined, forget: () => undefined };

test("CON-6 from the moment of a stop, commands are refused as unavailable and those under way are answered", async () => {
  const disk = Promise.withResolvers<string>();
  const handlers = { "place.about": () => disk.promise } as unknown as Handlers;
  const { dispatch, drain } = dispatcher(handlers);
  const underWay = dispatch("place.about", by, {});
  let isDrained = false;
  const drained = drain().then(() => (isDrained = true));
  expect(await dispatch("place.about", by, {})).toMatchObject({ ok: false, error: { code: "unavailable" } });
  expect(isDrained).toBe(false);
  disk.resolve("the last words");
  expect(await underWay).toEqual({ ok: true, value: "the last words" });
  await drained;
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

test("PRIV-11 a guess that is refused takes nothing from the session's and the address's own allowance", async () => {
  const wrong = () => {
    throw new Refusal("key_not_found");
  };
  const handlers = { "private.find": wrong } as unknown as Handlers;
  const { dispatch } = dispatcher(handlers, { RATE_MISS: "1/0.1", RATE_KNOCK: "2/0.001" });
  const ada = { ...by, session: { id: "a session" } as Session };
  const find = () => dispatch("private.find", ada, { lookup: "A".repeat(43) });
  expect(await find()).toMatchObject({ error: { code: "key_not_found" } });
  for (let n = 0; n < 20; n += 1) {
    const refused = await find();
    expect(refused).toMatchObject({ error: { code: "rate_limited" } });
    expect(refused.ok ? 0 : refused.error.retryAfterMs).toBeLessThanOrEqual(10_000);
  }
});
