import { describe, expect, test } from "vitest";
import { freshName, Guest } from "./guest.ts";
import { liveParlor } from "./live-parlor.ts";

const parlor = liveParlor();

describe("PRES-1 who is here", () => {
  test("PRES-1 a view answers with the people viewing; comings and goings are told, sockets of one person count once", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    const alone = await ada.gets("channel.view", { channelId });
    expect(alone.here).toEqual({ count: 1, people: [{ id: ada.id, name: ada.name, rev: 1 }] });
    const second = await bo.onAnotherSocket();
    const both = await bo.gets("channel.view", { channelId });
    expect(both.here.count).toBe(2);
    expect((await second.gets("channel.view", { channelId })).here.count).toBe(2);
    await ada.hears("presence.here", ({ count, came }) => count === 2 && came.some(({ id }) => id === bo.id));

    bo.socket.disconnect();
    expect((await ada.gets("channel.view", { channelId })).here.count).toBe(2);
    second.socket.disconnect();
    await ada.hears("presence.here", ({ count, went }) => count === 1 && went.includes(bo.id));
  });

  test("PRES-1 channel.unview is a going too, and a rename shows in the next answer", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    await ada.gets("channel.view", { channelId });
    await bo.gets("channel.view", { channelId });
    await ada.hears("presence.here", ({ came }) => came.some(({ id }) => id === bo.id));
    const { person } = await bo.gets("person.rename", { displayName: freshName() });
    const { here } = await ada.gets("channel.view", { channelId });
    expect(here.people).toContainEqual(person);
    await bo.gets("channel.unview", { channelId });
    await ada.hears("presence.here", ({ went, count }) => went.includes(bo.id) && count === 1);
  });

  test("PRES-1 somebody named in a view's answer who leaves at once is told to have gone", async () => {
    const [ada, bo, cleo] = await Promise.all([
      Guest.arrives(parlor.url),
      Guest.arrives(parlor.url),
      Guest.arrives(parlor.url),
    ]);
    const channelId = await ada.makesChannel();
    await ada.gets("channel.view", { channelId });
    await ada.hears("presence.here");
    await bo.gets("channel.view", { channelId });
    const { here } = await cleo.gets("channel.view", { channelId });
    expect(here.people.map(({ id }) => id)).toContain(bo.id);
    await bo.gets("channel.unview", { channelId });
    await cleo.hears("presence.here", ({ went }) => went.includes(bo.id));
  });

  test("PRES-1 changes come at most once a second, however many come and go", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    await ada.gets("channel.view", { channelId });
    const crowd = await Promise.all(Array.from({ length: 20 }, () => Guest.arrives(parlor.url)));
    const from = performance.now();
    for (const guest of crowd) await guest.gets("channel.view", { channelId });
    await ada.hears("presence.here", ({ count }) => count === 21);
    const seconds = (performance.now() - from) / 1_000;
    expect(ada.all("presence.here").length).toBeLessThanOrEqual(Math.ceil(seconds) + 1);
  });

  test("PRES-1 at most 100 people are named, all are counted", async () => {
    const crowd = await Promise.all(Array.from({ length: 103 }, () => Guest.arrives(parlor.url)));
    const channelId = (await crowd[0]?.makesChannel()) ?? "";
    for (const guest of crowd.slice(0, 102)) await guest.gets("channel.view", { channelId });
    const answer = await crowd[102]?.gets("channel.view", { channelId });
    expect(answer?.here.count).toBe(103);
    expect(answer?.here.people).toHaveLength(100);
  });

  test("PRES-1 a socket views at most 50 channels; after leaving one, the next may be viewed", async () => {
    const ada = await Guest.arrives(parlor.url);
    const ids: string[] = [];
    for (let made = 0; made < 51; made += 1) ids.push(await ada.makesChannel());
    const [first = "", last = ""] = [ids[0], ids.at(-1)];
    for (const channelId of ids.slice(0, 50)) await ada.gets("channel.view", { channelId });
    expect(await ada.isRefused("channel.view", { channelId: last })).toMatchObject({ code: "bad_request" });
    expect(await ada.asks("channel.view", { channelId: first })).toMatchObject({ ok: true });
    await ada.gets("channel.unview", { channelId: first });
    expect(await ada.asks("channel.view", { channelId: last })).toMatchObject({ ok: true });
  });
});

describe("PRES-2 who types", () => {
  test("PRES-2 the channel's other viewers are told, nobody else, and not the one who types", async () => {
    const [ada, bo, cleo] = await Promise.all([
      Guest.arrives(parlor.url),
      Guest.arrives(parlor.url),
      Guest.arrives(parlor.url),
    ]);
    const channelId = await ada.makesChannel();
    await Promise.all([ada, bo].map((guest) => guest.gets("channel.view", { channelId })));
    expect(await ada.gets("presence.typing", { channelId, typing: true })).toEqual({});
    expect(await bo.hears("presence.typing")).toMatchObject({
      channelId,
      person: { id: ada.id, name: ada.name },
      typing: true,
    });
    await ada.gets("presence.typing", { channelId, typing: false });
    await bo.hears("presence.typing", ({ typing }) => !typing);
    await Promise.all([ada, cleo].map((guest) => guest.isCaughtUp()));
    expect([...ada.all("presence.typing"), ...cleo.all("presence.typing")]).toEqual([]);
  });
});

describe("PRES-3 away", () => {
  test("PRES-3 a socket that is away is delivered to and not counted, and comes back", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const [channelId, other] = [await ada.makesChannel(), await ada.makesChannel()];
    await ada.gets("channel.view", { channelId });
    await bo.gets("channel.view", { channelId });
    await ada.hears("presence.here", ({ came }) => came.some(({ id }) => id === bo.id));

    await bo.gets("presence.away", { away: true });
    await bo.gets("presence.away", { away: true });
    await ada.hears("presence.here", ({ count, went }) => count === 1 && went.includes(bo.id));
    await ada.sends(channelId, "still there?");
    expect((await bo.hears("message.new")).messages[0]?.text).toBe("still there?");
    // A channel opened meanwhile does not count them either; one that was left does not get them back.
    expect((await bo.gets("channel.view", { channelId: other })).here.count).toBe(0);
    await bo.gets("channel.unview", { channelId });

    await bo.gets("presence.away", { away: false });
    expect((await ada.gets("channel.view", { channelId: other })).here.people.map(({ id }) => id)).toContain(bo.id);
    expect((await ada.gets("channel.view", { channelId })).here.people.map(({ id }) => id)).toEqual([ada.id]);
  });

  test("PRES-3 somebody with another tab in sight is here", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    const second = await bo.onAnotherSocket();
    for (const guest of [bo, second]) await guest.gets("channel.view", { channelId });
    await bo.gets("presence.away", { away: true });
    expect((await ada.gets("channel.view", { channelId })).here.count).toBe(2);
    // Gone while away: nothing of them is left behind.
    bo.socket.disconnect();
    second.socket.disconnect();
    await ada.hears("presence.here", ({ count }) => count === 1);
  });
});
