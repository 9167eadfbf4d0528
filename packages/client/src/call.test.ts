import { errors, type ErrorCode } from "@parlor/protocol";
import { expect, test } from "vitest";
import { asAnswer, mayRetry } from "./call.ts";

test("CLI-6 what may be retried is what the error table says", () => {
  const codes = Object.keys(errors) as ErrorCode[];
  expect(codes.filter((code) => mayRetry({ code, message: "" }))).toEqual(codes.filter((code) => errors[code].retry));
});

test("API-1 what is no answer counts as none", () => {
  const answer = { ok: true, value: 1 };
  expect(asAnswer(answer)).toBe(answer);
  for (const body of [undefined, null, "<html>", 502, {}]) {
    expect(asAnswer(body)).toMatchObject({ ok: false, error: { code: "unavailable" } });
  }
});
