import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ParlorClient } from "@parlor/client";
import { memoryPrivateStorage, PrivateMessages, type PrivateAnswer } from "@parlor/client/private";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { ParlorProcess } from "../../../tools/parlor-process.ts";

let parlor: ParlorProcess;
beforeAll(async () => {
  parlor = await ParlorProcess.started();
});
afterAll(() => parlor.clear());

interface Side {
  readonly client: ParlorClient;
  readonly messages: PrivateMessages;
}

async function makeSide(begin: (client: ParlorClient) => Promise<{ ok: boolean }>): Promise<Side> {
  const client = new ParlorClient({ url: parlor.url });
  const messages = new PrivateMessages({ client, storage: memoryPrivateStorage() });
  onTestFinished(async () => {
    messages.close();
    await client.close();
  });
  client.start();
  expect(await begin(client)).toMatchObject({ ok: true });
  await messages.start();
  return { client, messages };
}

function joined(name: string): Promise<Side> {
  return makeSide((client) => client.session.start(name));
}

function good<T>(answer: PrivateAnswer<T>): T {
  if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.message}`);
  return answer.value;
}

/** Each text with its trouble; open the feed before. */
function lines({ messages }: Side, id: string): string[] {
  const { rows } = messages.feed(id).state.get();
  return rows.flatMap((row) => (row.is === "message" ? [row.message.text + (row.message.trouble ?? "")] : []));
}

function conversations({ messages }: Side) {
  const state = messages.state.get();
  return state.is === "loading" ? [] : state.conversations;
}

const soon = { timeout: 10_000, interval: 20 };

test("two people talk privately over a real server, one loses everything and comes back by the words", async () => {
  const [ada, bo] = await Promise.all([joined("Ada"), joined("Bo")]);
  const { code } = good(await bo.messages.makeKey({ label: "label nobody sees", uses: 1 }));
  const found = good(await ada.messages.find(code.toLowerCase()));
  expect(found).toMatchObject({ name: "Bo", own: false, changed: false });
  const { id } = good(await ada.messages.open(found));
  ada.messages.feed(id).open();
  for (const text of ["planted first", "planted second"]) ada.messages.feed(id).send(text);
  await vi.waitFor(() => expect(conversations(bo)).toMatchObject([{ id, standing: "asked" }]), soon);
  await vi.waitFor(() => expect(conversations(bo)).toMatchObject([{ through: "label nobody sees" }]), soon);
  bo.messages.feed(id).open();
  await vi.waitFor(() => expect(lines(bo, id)).toEqual(["planted first", "planted second"]), soon);
  good(await bo.messages.answer(id, "accept"));
  bo.messages.feed(id).send("planted third");
  await vi.waitFor(() => expect(lines(ada, id)).toHaveLength(3), soon);
  await vi.waitFor(() => expect(conversations(ada)).toMatchObject([{ standing: "open", safety: { is: "ok" } }]), soon);
  const spent = { keys: [{ status: "used-up", usesLeft: 0 }] };
  await vi.waitFor(() => expect(bo.messages.state.get()).toMatchObject(spent), soon);

  const words = (await bo.messages.recoveryWords())?.join(" ") ?? "";
  bo.messages.close();
  await bo.client.close();
  ada.messages.feed(id).send("planted fourth");
  const back = await makeSide((client) => PrivateMessages.recover(client, words));
  expect(back.messages.state.get()).toMatchObject({ is: "none", elsewhere: true });
  good(await back.messages.restore(words));
  back.messages.feed(id).open();
  const all = ["planted first", "planted second", "planted third", "planted fourth"];
  await vi.waitFor(() => expect(lines(back, id)).toEqual(all), soon);
  back.messages.feed(id).send("planted fifth");
  await vi.waitFor(() => expect(lines(ada, id)).toEqual([...all, "planted fifth"]), soon);
  expect(conversations(back)).toMatchObject([{ through: "label nobody sees", safety: { is: "ok" } }]);

  const renewed = good(await ada.messages.makeKey({ label: "" }));
  const fresh = good(await ada.messages.renewKey(renewed.keyId));
  good(await ada.messages.revokeKey(fresh.keyId));
  for (const gone of [renewed, fresh]) {
    expect(await back.messages.find(gone.code)).toMatchObject({ error: { code: "key_not_found" } });
  }
  const kept = await Promise.all(
    (await readdir(parlor.dataDir, { recursive: true, withFileTypes: true }))
      .filter((each) => each.isFile())
      .map((each) => readFile(join(each.parentPath, each.name), "latin1")),
  );
  const bare = code.replaceAll("-", "");
  for (const secret of ["planted", "label nobody sees", code, bare, ...words.split(" ").map((word) => ` ${word} `)]) {
    expect([...kept, parlor.log].filter((text) => text.includes(secret))).toEqual([]);
  }
}, 60_000);
