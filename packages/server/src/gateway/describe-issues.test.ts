import { commands } from "@parlor/protocol";
import { expect, test } from "vitest";
import { describeIssues } from "./describe-issues.ts";

type Name = keyof typeof commands;

const channelId = "0123456789ab";
const clientId = "919108f7-52d1-4320-9bac-f847db4148a8";

const cases: [what: string, name: Name, input: unknown, field: string, problem: string][] = [
  ["no field at all", "channel.archive", {}, "channelId", "missing"],
  ["one of two missing", "message.send", { channelId, text: "hello" }, "clientId", "missing"],
  ["no object", "session.start", "hello", "input", "must be an object, not a string"],
  ["null", "session.start", null, "input", "must be an object, not null"],
  ["an unknown field", "channel.archive", { channelId, now: true }, "input", 'unknown field "now"'],
  ["another type", "presence.typing", { channelId, typing: "yes" }, "typing", "must be a boolean, not a string"],
  ["a number too large", "message.page", { channelId, limit: 201 }, "limit", "at most 200"],
  ["no whole number", "message.page", { channelId, limit: 1.5 }, "limit", "must be an integer, not a number"],
  ["another word", "session.start", { displayName: "A", keep: "it" }, "keep", 'must be one of "cookie", "token"'],
  ["an empty text", "message.send", { channelId, clientId, text: " " }, "text", "shows nothing"],
  [
    "a text too long",
    "message.send",
    { channelId, clientId, text: "x".repeat(4_001) },
    "text",
    "at most 4000 UTF-16 units, and this has 4001",
  ],
  ["a list too short", "person.read", { personIds: [] }, "personIds", "at least 1 items, and this has 0"],
  ["a field within another", "channel.view", { channelId, have: { epoch: "0".repeat(16) } }, "have.seq", "missing"],
  [
    "no UUID",
    "message.send",
    { channelId, clientId: "1", text: "hello" },
    "clientId",
    "expected a UUID such as 0190a6e2-7f3b-4c1d-9a52-3f8e0c6b7d41",
  ],
];

test.each(cases)("API-3 %s is said with its field", (_what, name, input, field, problem) => {
  const { error } = commands[name].input.safeParse(input);
  expect(describeIssues(error?.issues ?? [], input)).toContainEqual({ field, problem });
});

test("API-3 what is said of an input stays short, whatever the input is", () => {
  const long = "k".repeat(10_000);
  const input = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`${n}${long}`, long]));
  const { error } = commands["message.send"].input.safeParse(input);
  const said = JSON.stringify(describeIssues(error?.issues ?? [], input));
  expect(said.length).toBeLessThan(1_000);
  expect(said).not.toContain(long.slice(0, 50));
});
