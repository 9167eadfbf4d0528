import type { ConversationView } from "@parlor/client/private";
import { expect, test } from "vitest";
import { conversationsOf, putAsideOf } from "./conversation-order.ts";

function conversation(name: string, standing: ConversationView["standing"], lastAt?: number): ConversationView {
  return {
    id: name,
    peer: { id: name, name, rev: 1 },
    standing,
    head: 1,
    createdAt: 0,
    safety: { is: "ok" },
    ...(lastAt !== undefined && { lastAt }),
  };
}

const ready = (...conversations: ConversationView[]) => ({
  is: "ready" as const,
  keys: [],
  conversations,
  isListed: true,
  fingerprint: "",
  recovery: "saved" as const,
  devices: 1,
});
const names = (list: readonly ConversationView[]): string[] => list.map(({ peer }) => peer.name);

test("requests come first, then the conversation with the newest message", () => {
  const state = ready(
    conversation("old", "open", 10),
    conversation("new", "open", 30),
    conversation("knocks", "asked", 5),
    conversation("waits", "asking"),
  );
  expect(names(conversationsOf(state))).toEqual(["knocks", "new", "old", "waits"]);
});

test("whom one declined or blocked is not listed; they stand in a list of their own, by name", () => {
  const state = ready(conversation("Zoe", "blocked"), conversation("Abe", "blocked"), conversation("Dee", "declined"));
  expect(conversationsOf(state)).toEqual([]);
  expect(names(putAsideOf(state))).toEqual(["Abe", "Dee", "Zoe"]);
});

test("where nothing is known there is nothing", () => {
  for (const is of ["impossible", "asleep", "failed", "loading"] as const) expect(conversationsOf({ is })).toEqual([]);
});
