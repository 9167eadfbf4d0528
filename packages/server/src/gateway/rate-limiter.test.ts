import { expect, test } from "vitest";
import { readConfig } from "../config.ts";
import { RateLimiter } from "./rate-limiter.ts";

test("API-4 a burst passes, then the stated wait is exactly long enough", () => {
  let now = 5;
  const limiter = new RateLimiter({ ...readConfig({}).rates, send: { burst: 3, perSecond: 2 } }, () => now);
  expect([1, 2, 3].map(() => limiter.take("send", "ada"))).toEqual([0, 0, 0]);
  const waitMs = limiter.take("send", "ada");
  expect(waitMs).toBe(500);
  now += waitMs - 1;
  expect(limiter.take("send", "ada")).toBe(1);
  now += 1;
  expect(limiter.take("send", "ada")).toBe(0);
});

test("API-4 classes and sessions do not eat each other's allowance", () => {
  const limiter = new RateLimiter({ ...readConfig({}).rates, send: { burst: 1, perSecond: 1 } }, () => 0);
  expect(limiter.take("send", "ada")).toBe(0);
  expect(limiter.take("send", "ada")).toBeGreaterThan(0);
  expect(limiter.take("read", "ada")).toBe(0);
  expect(limiter.take("send", "bo")).toBe(0);
});
