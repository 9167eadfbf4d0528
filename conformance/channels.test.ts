import { describe, expect, test } from "vitest";
import { arrive } from "./arrive.ts";
import { freshName, Guest } from "./guest.ts";
import { liveParlor } from "./live-parlor.ts";

const parlor = liveParlor();
const nowhere = "000000000000";

describe("CH-1 names", () => {
  test("CH-1 1 to 50 visible characters, normalised as people's names are", async () => {
    const ada = await Guest.arrives(parlor.url);
    const tag = freshName().slice(-6);
    const { channel } = await ada.gets("channel.create", { name: `  Ｔea \t & ${tag}  ` });
    expect(channel.name).toBe(`Tea & ${tag}`);
    expect(await ada.asks("channel.create", { name: "y".repeat(44) + tag })).toMatchObject({ ok: true });
    expect(await ada.isRefused("channel.create", { name: "y".repeat(45) + tag })).toMatchObject({
      code: "name_refused",
    });
    expect(await ada.isRefused("channel.create", { name: `a\u202e${tag}` })).toMatchObject({ code: "name_refused" });
    expect(await ada.isRefused("channel.rename", { channelId: channel.id, name: "\u200b" })).toMatchObject({
      code: "name_refused",
    });
  });
});

describe("CH-2 one name, one channel", () => {
  test("CH-2 the conflict is channel_exists and carries the existing channel's id", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const name = `garden ${freshName().slice(-6)}`;
    const id = await ada.makesChannel(name);
    for (const twin of [name, name.toUpperCase(), name.replace("a", "а"), ` ${name} `]) {
      expect(await bo.isRefused("channel.create", { name: twin })).toMatchObject({
        code: "channel_exists",
        channelId: id,
      });
    }
    const other = await bo.makesChannel();
    expect(await bo.isRefused("channel.rename", { channelId: other, name })).toMatchObject({
      code: "channel_exists",
      channelId: id,
    });
  });

  test("CH-2 an archived channel's name is free again, and a channel's own name is no conflict", async () => {
    const ada = await Guest.arrives(parlor.url);
    const name = freshName();
    const id = await ada.makesChannel(name);
    expect(await ada.asks("channel.rename", { channelId: id, name: name.toUpperCase() })).toMatchObject({ ok: true });
    await ada.gets("channel.archive", { channelId: id });
    expect(await ada.asks("channel.create", { name })).toMatchObject({ ok: true });
  });
});

describe("CH-3 the first channel", () => {
  test("CH-3 general is there, is the default one, and cannot be archived", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { channels } = await ada.gets("channel.list", {});
    const [general, ...others] = channels.filter((channel) => channel.isDefault);
    expect(others).toEqual([]);
    expect(general).toMatchObject({ name: "general", isDefault: true });
    expect(general).not.toHaveProperty("createdBy");
    expect(await ada.isRefused("channel.archive", { channelId: general?.id ?? "" })).toMatchObject({
      code: "not_allowed",
    });
  });
});

describe("CH-4 whose channel", () => {
  test("CH-4 only its owner, at first its maker, renames or archives it", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    expect(await bo.isRefused("channel.rename", { channelId, name: freshName() })).toMatchObject({
      code: "not_allowed",
    });
    expect(await bo.isRefused("channel.archive", { channelId })).toMatchObject({ code: "not_allowed" });
    const name = freshName();
    expect(await ada.gets("channel.rename", { channelId, name, about: "tea" })).toMatchObject({
      channel: { name, about: "tea", rev: 2, createdBy: ada.id, ownedBy: ada.id },
    });
    expect(await ada.gets("channel.archive", { channelId })).toEqual({});
  });
});

describe("CH-5 the list is live", () => {
  test("CH-5 a watcher hears of channels made, renamed and archived; others do not", async () => {
    const [ada, bo, cleo] = await Promise.all([
      Guest.arrives(parlor.url),
      Guest.arrives(parlor.url),
      Guest.arrives(parlor.url),
    ]);
    await bo.gets("channel.list", { watch: true });
    await cleo.gets("channel.list", {});
    const id = await ada.makesChannel();
    expect(await bo.hears("channel.changed", ({ channel }) => channel.id === id)).toMatchObject({
      channel: { rev: 1, createdBy: ada.id },
    });
    const name = freshName();
    await ada.gets("channel.rename", { channelId: id, name });
    expect(await bo.hears("channel.changed", ({ channel }) => channel.rev === 2 && channel.id === id)).toMatchObject({
      channel: { name },
    });
    await ada.gets("channel.archive", { channelId: id });
    expect(await bo.hears("channel.archived", ({ channelId }) => channelId === id)).toMatchObject({ channelId: id });
    await cleo.isCaughtUp();
    expect([...cleo.all("channel.changed"), ...cleo.all("channel.archived")]).toEqual([]);
  });

  test("CH-5 a viewer hears that the channel was archived, without watching the list", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    await bo.gets("channel.view", { channelId });
    await ada.gets("channel.archive", { channelId });
    await bo.hears("channel.archived", (event) => event.channelId === channelId);
  });
});

describe("CH-6 the pulse", () => {
  test("CH-6 a watcher gets head, last time and people of changed channels, at most once a second", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const channelId = await ada.makesChannel();
    await bo.gets("channel.list", { watch: true });
    await ada.gets("channel.view", { channelId });
    for (let sent = 0; sent < 5; sent += 1) await ada.sends(channelId, `message ${sent}`);
    const { at } = (await ada.gets("message.page", { channelId, limit: 1 })).messages[0] ?? { at: 0 };
    await bo.hears("channel.pulse", ({ pulses }) =>
      pulses.some(
        (pulse) => pulse.channelId === channelId && pulse.head === 5 && pulse.here === 1 && pulse.lastAt === at,
      ),
    );
    const told = bo.all("channel.pulse").filter(({ pulses }) => pulses.some((pulse) => pulse.channelId === channelId));
    expect(told.length).toBeLessThanOrEqual(3);
  });

  test("CH-6 the list's own answer holds a pulse for each channel", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    await ada.sends(channelId, "hello");
    const { channels, pulses } = await ada.gets("channel.list", {});
    expect(new Set(pulses.map((pulse) => pulse.channelId))).toEqual(new Set(channels.map((channel) => channel.id)));
    expect(pulses.find((pulse) => pulse.channelId === channelId)).toMatchObject({
      head: 1,
      lastAt: expect.any(Number),
    });
  });
});

describe("CH-7 gone", () => {
  test("CH-7 an archived channel answers exactly like one that never existed", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const gone = await ada.makesChannel();
    await ada.sends(gone, "in here");
    await ada.gets("channel.archive", { channelId: gone });
    for (const guest of [ada, bo]) {
      for (const [name, rest] of [
        ["message.page", {}],
        ["message.send", { clientId: "0190f1d0-0000-7000-8000-000000000000", text: "late" }],
        ["channel.view", {}],
        ["channel.rename", { name: "again" }],
        ["channel.archive", {}],
        ["presence.typing", { typing: true }],
      ] as const) {
        const answer = await guest.emits(name, { channelId: gone, ...rest });
        expect(answer, name).toEqual(await guest.emits(name, { channelId: nowhere, ...rest }));
        expect(answer, name).toMatchObject({ ok: false, error: { code: "channel_not_found" } });
      }
    }
    const { channels } = await bo.gets("channel.list", {});
    expect(channels.map((channel) => channel.id)).not.toContain(gone);
  });
});

describe("CH-9 who archived it", () => {
  test("CH-9 watchers and viewers hear the name and by whom", async () => {
    const [ada, bo, cleo] = await arrive(parlor.url, 3);
    const name = freshName();
    const channelId = await ada.makesChannel(name);
    await bo.gets("channel.list", { watch: true });
    await cleo.gets("channel.view", { channelId });
    await ada.gets("channel.archive", { channelId });
    for (const guest of [bo, cleo]) {
      const told = await guest.hears("channel.archived", (event) => event.channelId === channelId);
      expect(told).toEqual({ channelId, name, by: { id: ada.id, name: ada.name, rev: 1 } });
    }
  });

  test("CH-9 a client that was away asks by id; a listed channel and one that never was are left out", async () => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const name = freshName();
    const gone = await ada.makesChannel(name);
    const listed = await ada.makesChannel();
    await ada.gets("channel.archive", { channelId: gone });
    const { channels } = await bo.gets("channel.listArchived", { channelIds: [listed, nowhere, gone] });
    expect(channels).toMatchObject([{ id: gone, name, archivedBy: { id: ada.id, name: ada.name } }]);
    expect(await bo.isRefused("channel.listArchived", { channelIds: [] })).toMatchObject({ code: "bad_request" });
    const tooMany = Array.from({ length: 201 }, () => nowhere);
    expect(await bo.isRefused("channel.listArchived", { channelIds: tooMany })).toMatchObject({ code: "bad_request" });
  });

  test("CH-9 without ids the owner gets their own, the last one archived first", async () => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const [first, second] = [await ada.makesChannel(), await ada.makesChannel()];
    for (const channelId of [second, first]) await ada.gets("channel.archive", { channelId });
    const { channels } = await ada.gets("channel.listArchived", {});
    expect(channels.map(({ id }) => id)).toEqual([first, second]);
    expect(await bo.gets("channel.listArchived", {})).toEqual({ channels: [] });
  });
});

describe("CH-10 restoring", () => {
  test("CH-10 the owner brings it back with all its messages, and everyone goes on in it", async () => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const name = freshName();
    const channelId = await ada.makesChannel(name);
    await ada.sends(channelId, "before");
    await bo.gets("channel.list", { watch: true });
    await ada.gets("channel.archive", { channelId });
    expect(await bo.isRefused("channel.restore", { channelId })).toMatchObject({ code: "channel_not_found" });
    const { channel } = await ada.gets("channel.restore", { channelId });
    expect(channel).toMatchObject({ id: channelId, name, rev: 2, ownedBy: ada.id });
    expect(
      await bo.hears("channel.changed", (event) => event.channel.id === channelId && event.channel.rev === 2),
    ).toEqual({ channel });
    expect(await bo.sends(channelId, "after")).toBe(2);
    const { messages } = await ada.gets("message.page", { channelId });
    expect(messages.map(({ text }) => text)).toEqual(["before", "after"]);
    // A repeated call, such as that of a second tab, changes nothing.
    expect(await ada.gets("channel.restore", { channelId })).toEqual({ channel });
    expect((await ada.gets("channel.listArchived", { channelIds: [channelId] })).channels).toEqual([]);
  });

  test("CH-10 a name that was taken meanwhile is refused until another one is given", async () => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const name = freshName();
    const channelId = await ada.makesChannel(name);
    await ada.gets("channel.archive", { channelId });
    const taker = await bo.makesChannel(name.toUpperCase());
    expect(await ada.isRefused("channel.restore", { channelId })).toMatchObject({
      code: "channel_exists",
      channelId: taker,
    });
    expect(await ada.isRefused("channel.restore", { channelId, newName: "\u200b" })).toMatchObject({
      code: "name_refused",
    });
    const other = freshName();
    expect(await ada.gets("channel.restore", { channelId, newName: ` #${other}` })).toMatchObject({
      channel: { id: channelId, name: other },
    });
  });
});
