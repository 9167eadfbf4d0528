import { privateLimits } from "@parlor/protocol";
import { expect, test } from "vitest";
import { arrive } from "./arrive.ts";
import { clientId, Guest } from "./guest.ts";
import { command as overHttp } from "./http-door.ts";
import { liveParlor } from "./live-parlor.ts";
import { envelope, frames, knocks, makesKey, opens, sendsSealed, talk } from "./wire-keys.ts";

const parlor = liveParlor();

test("PRIV-4 a conversation takes what is sealed, and a channel what is typed", async () => {
  const [ada, bo] = await arrive(parlor.url, 2);
  const id = await talk(ada, bo);
  const send = (channelId: string, text: string) =>
    ada.isRefused("message.send", { channelId, clientId: clientId(), text }).then(({ code }) => code);
  for (const text of ["in clear", "p1.short", envelope().slice(0, -1), `${envelope()}AAAA`])
    expect(await send(id, text)).toBe("bad_request");
  expect(await send(await ada.makesChannel(), envelope("message", 4_096))).toBe("bad_request");
  const text = envelope("message", 32_768);
  const seq = await sendsSealed(ada, id, text);
  const page = await overHttp<{ messages: unknown[] }>(parlor.url, "message.page", { channelId: id }, bo.token);
  expect(page.answer).toMatchObject({ ok: true, value: { head: seq, messages: [{ seq: 1 }, { seq, text }] } });
});

test("PRIV-5 who knocks has the conversation at once, who was asked hears of it with the first message", async () => {
  const [ada, bo] = await arrive(parlor.url, 2);
  const bosOther = await bo.onAnotherSocket();
  const key = await makesKey(bo);
  const opened = await opens(ada, key);
  expect(opened).toMatchObject({ standing: "asking", peer: { id: bo.id }, head: 0, rev: 1 });
  expect(await opens(ada, key), "knocking again finds it").toEqual(opened);
  expect((await ada.hears("private.changed")).conversation).toEqual(opened);
  await bo.isCaughtUp();
  expect(bo.all("private.changed")).toEqual([]);
  expect((await bo.gets("private.list", {})).conversations).toEqual([]);

  expect(await sendsSealed(ada, opened.id, envelope("knock"))).toBe(1);
  for (const seen of [bo, bosOther]) {
    const { conversation } = await seen.hears("private.changed");
    expect(conversation).toMatchObject({ standing: "asked", peer: { id: ada.id }, keyId: key.keyId, head: 1 });
    expect(await seen.hears("private.pulse")).toMatchObject({ channelId: opened.id, head: 1 });
  }
  expect(await ada.hears("private.pulse")).toMatchObject({ channelId: opened.id, head: 1 });
  const { conversations, epoch } = await bo.gets("private.list", {});
  expect(conversations).toEqual([bo.all("private.changed")[0]?.conversation]);
  expect(epoch).toBe(bo.all("hello")[0]?.epoch);

  await bo.gets("channel.view", { channelId: opened.id });
  await sendsSealed(ada, opened.id, envelope("knock"));
  expect((await bo.hears("message.new")).messages).toMatchObject([{ seq: 2, by: ada.id }]);
  await bo.hears("private.pulse", ({ head }) => head === 2);
});

test("PRIV-6 before the answer only the one who knocked writes, and not for ever; after it both do", async () => {
  const [ada, bo] = await arrive(parlor.url, 2);
  const id = await knocks(ada, await makesKey(bo));
  const [sent, retried] = [envelope("knock"), clientId()];
  const send = () => ada.gets("message.send", { channelId: id, clientId: retried, text: sent });
  const first = await send();
  for (let n = 2; n < privateLimits.requestMessages; n += 1) await sendsSealed(ada, id, envelope("knock"));
  const past = () => ada.asks("message.send", { channelId: id, clientId: clientId(), text: envelope("knock") });
  const answers = await Promise.all([past(), past(), past()]);
  for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: "limit_reached" } });
  expect(await send(), "a resend of what is stored is answered as ever").toEqual(first);
  const typing = (guest: Guest) => guest.asks("presence.typing", { channelId: id, typing: true });
  for (const guest of [ada, bo]) expect(await typing(guest)).toMatchObject({ error: { code: "channel_not_found" } });

  const { conversation } = await bo.gets("private.answer", { channelId: id, answer: "accept" });
  expect(conversation).toMatchObject({ standing: "open", rev: 2 });
  await ada.hears("private.changed", (told) => told.conversation.standing === "open");
  await ada.gets("channel.view", { channelId: id });
  expect(await typing(bo)).toMatchObject({ ok: true });
  expect(await ada.hears("presence.typing")).toMatchObject({ channelId: id, person: { id: bo.id } });
  expect(await sendsSealed(ada, id)).toBe(privateLimits.requestMessages + 1);
  expect(await sendsSealed(bo, id)).toBe(privateLimits.requestMessages + 2);
});

test("PRIV-6 knocking back is an answer, also after a no", async () => {
  const [ada, bo] = await arrive(parlor.url, 2);
  const adasKey = await makesKey(ada);
  const id = await knocks(ada, await makesKey(bo));
  await bo.gets("private.answer", { channelId: id, answer: "decline" });
  expect(await opens(bo, adasKey)).toMatchObject({ id, standing: "open" });
  await ada.hears("private.changed", ({ conversation }) => conversation.standing === "open");
  await sendsSealed(bo, id);
});

test("PRIV-7 who declines or blocks is out of it at once, on every socket", async () => {
  const [ada, bo] = await arrive(parlor.url, 2);
  const bosOther = await bo.onAnotherSocket();
  for (const answer of ["block", "decline"] as const) {
    const id = await knocks(ada, await makesKey(bo));
    for (const guest of [bo, bosOther]) await guest.gets("channel.view", { channelId: id });
    const socketsHeard = [frames(bo), frames(bosOther)];
    await bo.gets("private.answer", { channelId: id, answer });
    await sendsSealed(ada, id, envelope("knock"));
    await opens(ada, await makesKey(bo, { uses: 1 }));
    for (const guest of [bo, bosOther]) await guest.isCaughtUp();
    const told = socketsHeard.flat().filter((frame) => frame.includes(id) && frame.startsWith("2"));
    const isOwnDoing = (frame: string) => frame.includes(`"standing":"${answer === "block" ? "blocked" : "declined"}"`);
    const asked = told.filter((frame) => frame.includes(`"standing":"asked"`));
    expect(told.filter((frame) => !isOwnDoing(frame) && !asked.includes(frame))).toEqual([]);
    // A person who declined may be asked again; one who blocked, never.
    expect(asked.length).toBe(answer === "block" ? 0 : 2);
    if (answer === "block") await bo.gets("private.answer", { channelId: id, answer: "unblock" });
  }
});

test("PRIV-7 a block is taken back to where it was, and what came meanwhile is there", async () => {
  const [ada, bo] = await arrive(parlor.url, 2);
  const id = await talk(ada, bo);
  await bo.gets("private.answer", { channelId: id, answer: "block" });
  await sendsSealed(ada, id);
  const { conversation } = await bo.gets("private.answer", { channelId: id, answer: "unblock" });
  expect(conversation).toMatchObject({ standing: "open", head: 2 });
  expect((await bo.gets("message.page", { channelId: id })).messages).toHaveLength(2);
  const request = await knocks(ada, await makesKey(await Guest.arrives(parlor.url)));
  await ada.gets("private.answer", { channelId: request, answer: "block" });
  const back = await ada.gets("private.answer", { channelId: request, answer: "unblock" });
  expect(back.conversation.standing, "who knocked stays who knocked").toBe("asking");
});

test("PRIV-7 ignored, declined or blocked: the one who knocks is told the same, event for event", async () => {
  const transcript = async (answer: "decline" | "block" | undefined): Promise<string> => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const key = await makesKey(bo, { uses: 2 });
    const heard = frames(ada);
    const id = await knocks(ada, key);
    await ada.hears("private.pulse");
    if (answer) await bo.gets("private.answer", { channelId: id, answer });
    else await bo.isCaughtUp();
    await ada.emits("channel.view", { channelId: id });
    await sendsSealed(ada, id, envelope("knock", 64));
    for (let again = 0; again < 3; again += 1) await ada.emits("private.open", { lookup: key.lookup });
    await ada.emits("private.find", { lookup: key.lookup });
    await ada.emits("private.answer", { channelId: id, answer: "accept" });
    await ada.emits("presence.typing", { channelId: id, typing: true });
    for (let n = 2; n <= privateLimits.requestMessages; n += 1)
      await ada.emits("message.send", { channelId: id, clientId: clientId(), text: envelope("knock", 64) });
    await ada.emits("message.page", { channelId: id, limit: 1 });
    await ada.emits("private.list", {});
    // A third person comes through the same key: there is as much left of it.
    const cy = await Guest.arrives(parlor.url);
    await ada.isCaughtUp();
    const third = await cy.asks("private.open", { lookup: key.lookup });
    return [...heard, `third: ${third.ok ? "ok" : third.error.code}`]
      .join("\n")
      .replaceAll(ada.id, "ADA")
      .replaceAll(bo.id, "BO")
      .replaceAll(ada.name, "Ada")
      .replaceAll(bo.name, "Bo")
      .replaceAll(id, "ROOM")
      .replaceAll(/"sessionId":"[^"]+"|"clientId":"[^"]+"|"record":"[^"]+"|p1\.[\w-]+|"\w*[aA]t":\d+/g, "…");
  };
  const ignored = await transcript(undefined);
  expect(ignored).toContain("limit_reached");
  expect(await transcript("decline")).toBe(ignored);
  expect(await transcript("block")).toBe(ignored);
});

test("PRIV-5 one's own key opens nothing", async () => {
  const ada = await Guest.arrives(parlor.url);
  const key = await makesKey(ada);
  expect((await ada.isRefused("private.open", { lookup: key.lookup })).code).toBe("key_not_found");
});

test("MSG-6 PRIV-4 catching up, pages, resends and order are a conversation's as they are a channel's", async () => {
  const [ada, bo] = await arrive(parlor.url, 2);
  const id = await talk(ada, bo);
  const epoch = ada.all("hello")[0]?.epoch ?? "";
  const ids = Array.from({ length: 8 }, clientId);
  const send = (at: number) =>
    ada.gets("message.send", {
      channelId: id,
      clientId: ids[at] ?? "",
      text: envelope(),
      ...(at > 0 && { after: ids[at - 1] }),
    });
  const stored = await Promise.all(ids.map((_, at) => send(at)));
  expect(stored.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
  expect(await send(3)).toEqual(stored[3]);
  const viewed = await bo.gets("channel.view", { channelId: id, have: { epoch, seq: 5 } });
  expect([viewed.reset, viewed.page.messages.map(({ seq }) => seq)]).toEqual([false, [6, 7, 8, 9]]);
  const orphan = { channelId: id, clientId: clientId(), text: envelope(), after: clientId() };
  expect((await ada.isRefused("message.send", orphan)).code).toBe("out_of_order");
});
