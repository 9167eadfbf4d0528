import { expect, test } from "vitest";
import { channelPath, slugOf } from "./channel-path.ts";

test("a slug keeps letters and digits of any script", () => {
  expect(slugOf("Garden plans, 2026!")).toBe("garden-plans-2026");
  expect(slugOf("料理 と 音楽")).toBe("料理-と-音楽");
  expect(slugOf("🎉🎉")).toBe("");
});

test("a path has the id, and the slug only for reading", () => {
  expect(channelPath({ id: "0123456789ab", name: "Garden plans" })).toBe("/c/0123456789ab/garden-plans");
  expect(channelPath({ id: "0123456789ab", name: "🎉" })).toBe("/c/0123456789ab");
  expect(channelPath({ id: "0123456789ab", name: "a/b?c#d" })).toBe("/c/0123456789ab/a-b-c-d");
});

test("a slug is never cut in the middle of a character", () => {
  expect(slugOf("𝒜".repeat(60)).isWellFormed()).toBe(true);
  expect(slugOf("x".repeat(60))).toHaveLength(40);
});
