import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { Turns } from "./turns.ts";

const { rates } = readConfig({ RATE_OPEN: "3/1" });

test("API-8 of one session eight reads run at once, the next ones wait their turn in order", async () => {
  const turns = new Turns(rates);
  for (let n = 0; n < 8; n += 1) expect(turns.take("read", "ada")).toBeUndefined();
  const started: string[] = [];
  const ninth = turns.take("read", "ada")?.then(() => started.push("ninth"));
  const tenth = turns.take("read", "ada")?.then(() => started.push("tenth"));
  turns.give("read", "ada");
  await ninth;
  expect(started).toEqual(["ninth"]);
  turns.give("read", "ada");
  await tenth;
  expect(started).toEqual(["ninth", "tenth"]);
});

test("API-8 others, other classes and sends do not wait for it", () => {
  const turns = new Turns(rates);
  for (let n = 0; n < 20; n += 1) void turns.take("read", "ada");
  expect(turns.take("read", "bo")).toBeUndefined();
  expect(turns.take("change", "ada")).toBeUndefined();
  for (let n = 0; n < 1_000; n += 1) expect(turns.take("send", "ada")).toBeUndefined();
});

test("API-8 past so many waiting, one more is rate_limited; with all turns given back, everything is as before", () => {
  const turns = new Turns(rates);
  for (let n = 0; n < 2 + 3; n += 1) void turns.take("open", "192.0.2.1");
  expect(() => turns.take("open", "192.0.2.1")).toThrow(
    expect.objectContaining({ coded: expect.objectContaining({ code: "rate_limited", retryAfterMs: 1_000 }) }),
  );
  for (let n = 0; n < 5; n += 1) turns.give("open", "192.0.2.1");
  for (let n = 0; n < 2; n += 1) expect(turns.take("open", "192.0.2.1")).toBeUndefined();
  expect(turns.take("open", "192.0.2.1")).toBeInstanceOf(Promise);
});
