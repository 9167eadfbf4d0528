import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test } from "vitest";
import { forgetAtRest, openAtRest } from "./at-rest.ts";
import { openIndexedDbOutbox } from "./indexed-db-outbox.ts";
import type { StoredOutgoing } from "./outbox-storage.ts";
import "fake-indexeddb/auto";

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

const secret = "meet me at the old mill";
const draft = { channelId: "0".repeat(12), clientId: "b", text: secret, at: 1, isPrivate: true };
const entry: StoredOutgoing = { by: "ada", outgoing: { state: "queued", draft } };

/** Everything that lies in this browser's databases, as text. */
async function everythingStored(): Promise<string> {
  const all: unknown[] = [];
  for (const { name = "" } of await indexedDB.databases()) {
    const opening = indexedDB.open(name);
    const db = await new Promise<IDBDatabase>((resolve) =>
      opening.addEventListener("success", () => resolve(opening.result)),
    );
    for (const table of db.objectStoreNames) {
      const asked = db.transaction(table).objectStore(table).getAll();
      all.push(await new Promise((resolve) => asked.addEventListener("success", () => resolve(asked.result))));
    }
    db.close();
  }
  return JSON.stringify(all);
}

test("SEAL-46 what was sealed opens again, in its own place and with this browser's key alone", async () => {
  const [one, other] = await Promise.all([openAtRest(), openAtRest()]);
  const sealed = await one.seal("日本 👩🏽‍🚀", "draft.1");
  expect(await other.open(sealed, "draft.1")).toBe("日本 👩🏽‍🚀");
  expect(await other.open(sealed, "draft.2")).toBeUndefined();
  expect(await other.open("", "draft.1")).toBeUndefined();
  expect(await other.open(`${sealed.slice(0, -2)}AA`, "draft.1")).toBeUndefined();
  expect(await one.seal("same", "draft.1")).not.toBe(await one.seal("same", "draft.1"));
  await forgetAtRest();
  expect(await (await openAtRest()).open(sealed, "draft.1")).toBeUndefined();
});

test("SEAL-46 a queued private text lies sealed in the outbox, and comes back after a reload", async () => {
  const first = await openIndexedDbOutbox();
  const open = {
    by: "ada",
    outgoing: { state: "queued", draft: { ...draft, clientId: "a", isPrivate: false } },
  } as const;
  await first.put(entry);
  await first.put({ ...open, outgoing: { ...open.outgoing, draft: { ...open.outgoing.draft, text: "for everyone" } } });
  const stored = await everythingStored();
  expect(stored).toContain("for everyone");
  expect(stored).not.toContain(secret);
  first.close();
  first.peers?.leave();

  const second = await openIndexedDbOutbox();
  expect((await second.load()).map(({ outgoing }) => outgoing.draft.text)).toEqual(["for everyone", secret]);
  second.close();
  second.peers?.leave();
});

test("SEAL-46 a private text that cannot be sealed is not stored", async () => {
  const outbox = await openIndexedDbOutbox("", () => Promise.reject(new Error("no crypto here")));
  await expect(outbox.put(entry)).rejects.toThrow("no crypto here");
  expect(await everythingStored()).not.toContain(secret);
  outbox.close();
  outbox.peers?.leave();
});
