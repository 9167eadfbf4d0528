import { expect, test } from "vitest";
import { destinationOf } from "./destination.ts";

const general = { id: "000000000001", name: "general", isDefault: true };
const garden = { id: "000000000002", name: "garden", isDefault: false };
const ready = { status: "ready" as const, channels: [general, garden] };
const loading = { status: "loading" as const, channels: [] };
const gone = "00000000000z";

test("the start leads to the last channel, or to the default one", () => {
  expect(destinationOf({ is: "start" }, ready, garden.id)).toEqual({ is: "elsewhere", channel: garden, lost: false });
  expect(destinationOf({ is: "start" }, ready, undefined)).toEqual({ is: "elsewhere", channel: general, lost: false });
});

test("a remembered channel that is gone falls back with a word", () => {
  expect(destinationOf({ is: "start" }, ready, gone)).toEqual({
    is: "elsewhere",
    channel: general,
    lost: true,
    lostId: gone,
  });
});

test("a linked channel opens, and one that is gone falls back with a word", () => {
  expect(destinationOf({ is: "channel", id: garden.id }, ready, undefined)).toEqual({
    is: "channel",
    id: garden.id,
    channel: garden,
  });
  expect(destinationOf({ is: "channel", id: gone }, ready, garden.id)).toEqual({
    is: "elsewhere",
    channel: general,
    lost: true,
    lostId: gone,
  });
});

test("a link that cannot be one waits for the list, and falls back with a word", () => {
  expect(destinationOf({ is: "lost" }, loading, garden.id)).toEqual({ is: "waiting" });
  expect(destinationOf({ is: "lost" }, ready, garden.id)).toEqual({ is: "elsewhere", channel: general, lost: true });
});

test("before the list is there, a link and a memory are taken at their word; a newcomer waits", () => {
  expect(destinationOf({ is: "channel", id: gone }, loading, undefined)).toEqual({
    is: "channel",
    id: gone,
    channel: undefined,
  });
  expect(destinationOf({ is: "start" }, loading, garden.id)).toEqual({
    is: "channel",
    id: garden.id,
    channel: undefined,
  });
  expect(destinationOf({ is: "start" }, loading, undefined)).toEqual({ is: "waiting" });
});

test("a private conversation opens without the list, from a link or from memory; a lost link leads to the default channel", () => {
  const id = "00000000000p";
  expect(destinationOf({ is: "private", id }, loading, undefined)).toEqual({ is: "private", id });
  expect(destinationOf({ is: "start" }, loading, `p/${id}`)).toEqual({ is: "private", id });
  expect(destinationOf({ is: "lost" }, ready, `p/${id}`)).toEqual({ is: "elsewhere", channel: general, lost: true });
});

test("home needs no list, and a place without channels has only home", () => {
  expect(destinationOf({ is: "home" }, loading, undefined)).toEqual({ is: "home" });
  expect(destinationOf({ is: "start" }, { status: "ready", channels: [] }, undefined)).toEqual({ is: "home" });
});
