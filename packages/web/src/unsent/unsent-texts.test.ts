import type { Outgoing } from "@parlor/client";
import { expect, test } from "vitest";
import { unsentTexts, type WrittenTexts } from "./unsent-texts.ts";

const refused = (channelId: string, text: string, isPrivate?: true): Outgoing => ({
  state: "refused",
  draft: { channelId, clientId: `id of ${text}`, text, at: 1, ...(isPrivate && { isPrivate }) },
  error: { code: "channel_not_found", message: "" },
});

const nothing: WrittenTexts = {
  outgoing: [],
  drafts: new Map(),
  channels: new Set(["general"]),
  conversations: new Set(["bo"]),
  isSealed: () => false,
  nameOf: () => undefined,
};

test("what was written to a channel or a conversation that is gone is listed, the rest is where it belongs", () => {
  const found = unsentTexts({
    ...nothing,
    outgoing: [
      refused("general", "here"),
      refused("gone", "late"),
      refused("bo", "psst", true),
      refused("cy", "oh", true),
    ],
    drafts: new Map([
      ["general", "begun"],
      ["gone", "half a"],
      ["bo", "dear Bo"],
      ["blank", " \n"],
    ]),
  });
  expect(found.map(({ roomId, text, isPrivate }) => [roomId, text, isPrivate])).toEqual([
    ["gone", "late", false],
    ["cy", "oh", true],
    ["gone", "half a", false],
  ]);
});

test("while the conversations are not known, only what surely belonged to a channel is listed", () => {
  const names = new Map([
    ["gone", "#planning"],
    ["cy", "@Cy"],
  ]);
  const found = unsentTexts({
    ...nothing,
    conversations: undefined,
    nameOf: (id) => names.get(id),
    outgoing: [refused("cy", "private", true), refused("other", "public")],
    drafts: new Map([
      ["gone", "one"],
      ["cy", "two"],
      ["never named", "three"],
    ]),
  });
  expect(found.map(({ text }) => text)).toEqual(["public", "one"]);
});

test("a draft to a person stays marked as private once the conversation is gone", () => {
  const found = unsentTexts({ ...nothing, nameOf: () => "@Cy", drafts: new Map([["cy", "dear Cy"]]) });
  expect(found).toMatchObject([{ text: "dear Cy", isPrivate: true }]);
});

test("a sealed draft is a private one, whatever its conversation was called", () => {
  const found = unsentTexts({ ...nothing, isSealed: () => true, drafts: new Map([["cy", "dear Cy"]]) });
  expect(found).toMatchObject([{ text: "dear Cy", isPrivate: true }]);
});
