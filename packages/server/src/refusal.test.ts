import { type ErrorCode, errors } from "@parlor/protocol";
import { expect, test } from "vitest";
import { Refusal } from "./refusal.ts";

const codes = Object.keys(errors) as ErrorCode[];

test.each(codes)("API-9 %s says how long to wait exactly if waiting helps", (code) => {
  const waits = errors[code].retry && code !== "out_of_order";
  expect(new Refusal(code).coded.retryAfterMs).toEqual(waits ? 1_000 : undefined);
});

test("API-9 a time that the use case knows goes before the usual one", () => {
  expect(new Refusal("rate_limited", { retryAfterMs: 40 }).coded).toMatchObject({ retryAfterMs: 40 });
});
