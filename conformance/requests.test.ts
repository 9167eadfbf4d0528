import { privateLimits } from "@parlor/protocol";
import { expect, test } from "vitest";
import { Guest } from "./guest.ts";
import { liveParlor } from "./live-parlor.ts";
import { command as overHttp } from "./http-door.ts";
import { envelope, knocks, makesKey, opens, sendsSealed } from "./wire-keys.ts";

const parlor = liveParlor();

test("PRIV-9 a knock without a message is nowhere to be found for who was asked", async () => {
  const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
  const { id } = await opens(ada, await makesKey(bo));
  for (const name of ["channel.view", "message.page"] as const)
    expect((await bo.isRefused(name, { channelId: id })).code).toBe("channel_not_found");
  expect((await bo.isRefused("private.answer", { channelId: id, answer: "block" })).code).toBe("channel_not_found");
  await sendsSealed(ada, id, envelope("knock"));
  expect((await bo.gets("private.answer", { channelId: id, answer: "accept" })).conversation.standing).toBe("open");
});

test("PRIV-10 what is past a key's hundred waits unseen, its sender is told what all are told, and an answer lets it in", async () => {
  const bo = await Guest.arrives(parlor.url);
  const key = await makesKey(bo);
  const told = async (knocker: Guest) => {
    const opened = await opens(knocker, key);
    const sent = await sendsSealed(knocker, opened.id, envelope("knock", 64));
    const found = await knocker.asks("private.find", { lookup: key.lookup });
    const { conversations } = await knocker.gets("private.list", {});
    const plain = JSON.stringify([opened, sent, found.ok, conversations]);
    return plain.replaceAll(opened.id, "ROOM").replaceAll(/"\w*[aA]t":\d+/g, "…");
  };
  const first = await Guest.arrives(parlor.url);
  const before = await told(first);
  for (let n = 1; n < privateLimits.requestsPerKey; n += 1) {
    const stranger = await Guest.arrives(parlor.url);
    await knocks(stranger, key);
    stranger.socket.disconnect();
  }
  const keyOf = async () => (await bo.gets("private.keys", {})).keys[0];
  expect(await keyOf()).not.toHaveProperty("full");
  const late = await Guest.arrives(parlor.url);
  expect(await told(late)).toBe(before);
  await bo.hears("keyring.changed", ({ items }) => items?.length === 0);
  expect(await keyOf()).toMatchObject({ full: true });
  const shown = async () => (await bo.gets("private.list", {})).conversations;
  expect(await shown()).toHaveLength(privateLimits.requestsPerKey);
  const waits = (await late.gets("private.list", {})).conversations[0]?.id ?? "";
  expect((await overHttp(parlor.url, "message.page", { channelId: waits }, bo.token)).answer?.ok).toBe(false);

  const [one] = await shown();
  await bo.gets("private.answer", { channelId: one?.id ?? "", answer: "decline" });
  const { conversation } = await bo.hears("private.changed", (each) => each.conversation.id === waits);
  expect(conversation).toMatchObject({ standing: "asked", peer: { id: late.id }, keyId: key.keyId, head: 1, rev: 1 });
  expect(await keyOf()).not.toHaveProperty("full");
});
