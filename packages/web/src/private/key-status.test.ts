import type { PrivateKeyView } from "@parlor/client/private";
import { expect, test } from "vitest";
import { privateStrings } from "../ui/private-strings.ts";
import { keysInOrder, nameOf, statusOf } from "./key-status.ts";

function key(changes: Partial<PrivateKeyView>): PrivateKeyView {
  return {
    keyId: "id",
    label: "",
    code: "",
    chosen: false,
    createdAt: 0,
    used: 0,
    status: "works",
    came: [],
    ...changes,
  };
}

test("keys that work come first, the newest at the top; what was switched off is gone", () => {
  const keys = [
    key({ label: "ended", status: "expired", createdAt: 9 }),
    key({ label: "old", createdAt: 1 }),
    key({ label: "off", status: "revoked", createdAt: 8 }),
    key({ label: "new", createdAt: 5 }),
  ];
  expect(keysInOrder(keys).map(nameOf)).toEqual(["new", "old", "ended"]);
});

test("a key says whether it works, for how many more, and who came", () => {
  const words = privateStrings.key;
  expect(statusOf(key({}), 0)).toEqual([words.works]);
  expect(statusOf(key({ usesLeft: 2, used: 1, chosen: true }), 0)).toEqual([
    words.works,
    words.left(2),
    words.used(1),
    words.chosen,
  ]);
  expect(statusOf(key({ full: true }), 0)).toEqual([words.works, words.full]);
  expect(statusOf(key({ status: "used-up", used: 3 }), 0)).toEqual([words.usedUp, words.used(3)]);
  expect(statusOf(key({ status: "expired", expiresAt: 1 }), 5)).toEqual([words.expired]);
});

test("a key without a label has a name too", () => {
  expect(nameOf(key({}))).toBe(privateStrings.key.unnamed);
});
