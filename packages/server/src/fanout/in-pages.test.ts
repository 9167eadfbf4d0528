import type { MessagePage } from "@parlor/protocol";
import { expect, test } from "vitest";
import { inPages } from "./in-pages.ts";

function batch(...lengths: number[]): MessagePage {
  const messages = lengths.map((length, n) => ({
    seq: n + 1,
    by: "ada",
    at: 1,
    text: "x".repeat(length),
    clientId: `c${n}`,
  }));
  return { channelId: "a", epoch: "e", head: messages.length, messages, people: [{ id: "ada", name: "Ada", rev: 1 }] };
}

test("MSG-4 a batch that a page could hold stays as it is", () => {
  const small = batch(...Array.from({ length: 200 }, () => 1_000));
  expect(inPages(small)).toEqual([small]);
});

test("MSG-4 more messages or more text than a page holds come as several, in order, each with its own head", () => {
  const many = batch(...Array.from({ length: 450 }, () => 5));
  expect(inPages(many).map(({ head, messages }) => [messages.length, head])).toEqual([
    [200, 200],
    [200, 400],
    [50, 450],
  ]);
  const long = batch(...Array.from({ length: 120 }, () => 4_000));
  const pieces = inPages(long);
  expect(pieces.map(({ head, messages }) => [messages.length, head])).toEqual([
    [50, 50],
    [50, 100],
    [20, 120],
  ]);
  expect(pieces.flatMap(({ messages }) => messages)).toEqual(long.messages);
  expect(pieces.every(({ people }) => people === long.people)).toBe(true);
});
