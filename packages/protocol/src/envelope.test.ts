import { expect, test } from "vitest";
import { isEnvelope } from "./envelope.ts";
import { privateLimits } from "./limits.ts";
import { Envelope } from "./messages.ts";

function envelope(bytes: number, suite = 1, kind = 1): string {
  const buffer = Buffer.alloc(bytes, 7);
  buffer.set([suite, kind]);
  return `p1.${buffer.toString("base64url")}`;
}

test("PRIV-4 a sealed message has the size of its kind's header and of a power of two", () => {
  for (const around of [182, 250]) {
    const kind = around === 182 ? 1 : 2;
    for (let padded = 64; padded <= 32_768; padded *= 2) {
      expect(isEnvelope(envelope(around + padded, 1, kind)), `${kind} ${padded}`).toBe(true);
      for (const off of [-1, 1, 32]) expect(isEnvelope(envelope(around + padded + off, 1, kind))).toBe(false);
    }
    expect(isEnvelope(envelope(around + 32, 1, kind))).toBe(false);
    expect(Envelope.safeParse(envelope(around + 32_768, 1, kind)).success).toBe(true);
    expect(envelope(around + 32_768, 1, kind).length).toBeLessThan(privateLimits.envelope);
    expect(Envelope.safeParse(envelope(around + 65_536, 1, kind)).success).toBe(false);
  }
});

test("PRIV-4 another suite, another kind, and what is no base64url are no sealed message", () => {
  const good = envelope(182 + 64);
  expect(Envelope.safeParse(good).success).toBe(true);
  for (const text of [
    envelope(182 + 64, 2),
    envelope(182 + 64, 0),
    envelope(182 + 64, 1, 0),
    envelope(182 + 64, 1, 3),
    envelope(182 + 64, 1, 2),
    good.slice(3),
    good.replace("p1.", "p2."),
    `${good}=`,
    `${good.slice(0, -1)}+`,
    `${good.slice(0, -1)}\n`,
    "p1.",
    "",
  ]) {
    expect(Envelope.safeParse(text).success, text.slice(0, 12)).toBe(false);
  }
});
