import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { clientId, freshName, Guest } from "./guest.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();
const oldEpoch = "0000000000000000";

/** Two people and a channel that nobody else knows of. */
async function room() {
  const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
  return { ada, bo, channelId: await ada.makesChannel() };
}

describe("MSG-1 text", () => {
  test.each([
    ["line breaks and tabs", "one\n\ttwo\r\n\n three "],
    ["emoji with joiners and skin tones", "👩🏽‍🚀👨‍👩‍👧‍👦🏳️‍🌈 ok"],
    ["CJK, Arabic and Hebrew with isolates", "漢字 \u2067مرحبا\u2069 שלום"],
    ["combining marks without end", `a${"\u0301".repeat(200)}`],
    ["decomposed letters, not recomposed", "e\u0301"],
    ["markup and script", "<script>alert(1)</script> <img src=x onerror=alert(1)>"],
    ["controls but NUL", "\u0007\u001b[31m\u202e"],
    ["what SQL would mind", `'; drop table message; -- " % _ \\`],
    ["exactly 4,000 units", "x".repeat(4_000)],
    ["white space around text", "  \n hello \n  "],
    ["one visible mark among invisible ones", "\u200b.\u2800"],
  ])("MSG-1 %s comes back exactly as sent", async (_, text) => {
    const { ada, bo, channelId } = await room();
    await bo.gets("channel.view", { channelId });
    await ada.sends(channelId, text);
    expect((await bo.hears("message.new")).messages[0]?.text).toBe(text);
    expect((await bo.gets("message.page", { channelId })).messages[0]?.text).toBe(text);
  });

  test.each([
    ["4,001 units", "x".repeat(4_001)],
    ["nothing", ""],
    ["white space alone", " \n\t\u00a0\u3000 "],
    ["zero-width characters", "\u200b\u200d\u2060\ufeff"],
    ["bidi marks", "\u200e\u202e\u2066\u2069"],
    ["fillers of Hangul and Khitan", "\u115f\u1160\u3164\uffa0\u{16fe4}"],
    ["the blank Braille pattern", "\u2800"],
    ["lone variation selectors and tags", "\ufe0f\u{e0100}\u{e0067}"],
    ["soft hyphens, joiners of graphemes, invisible operators", "\u00ad\u034f\u2063"],
    ["annotation marks and a null notehead", "\ufff9\ufffa\ufffb\u{1d159}"],
    ["marks without a letter", "\u0301\u0302 \u20e3\u05b0\u064e"],
    ["blanks and controls of hieroglyphs", "\u{13430}\u{1343f}\u{13441}\u{13442}"],
    ["the place of an object", "\ufffc"],
    ["controls alone", "\u0007\u001b"],
    ["NUL", "a\0b"],
    ["a lone surrogate", "a\ud800b"],
  ])("MSG-1 %s is bad_request, and nothing is stored", async (_, text) => {
    const { ada, channelId } = await room();
    expect(await ada.isRefused("message.send", { channelId, clientId: clientId(), text })).toMatchObject({
      code: "bad_request",
    });
    expect((await ada.gets("message.page", { channelId })).head).toBe(0);
  });
});

describe("MSG-2 order", () => {
  test("MSG-2 seq is gapless and one order for everyone, however many send at once", async () => {
    const { ada, bo, channelId } = await room();
    await Promise.all([ada, bo].map((guest) => guest.gets("channel.view", { channelId })));
    const sent = await Promise.all(
      Array.from({ length: 60 }, (_, at) => (at % 2 ? ada : bo).sends(channelId, `message ${at}`)),
    );
    expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    const { messages } = await ada.gets("message.page", { channelId });
    expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 60 }, (_, at) => at + 1));
    for (const [at, seq] of sent.entries()) expect(messages[seq - 1]?.text).toBe(`message ${at}`);
    for (const guest of [ada, bo]) {
      await guest.hears("message.new", ({ messages: last }) => last.some((message) => message.seq === 60));
      expect(guest.all("message.new").flatMap((event) => event.messages)).toEqual(messages);
    }
  });

  test("MSG-2 each channel counts for itself, and a refused send leaves no gap", async () => {
    const { ada, channelId } = await room();
    const other = await ada.makesChannel();
    expect([await ada.sends(channelId, "a"), await ada.sends(other, "b")]).toEqual([1, 1]);
    await ada.isRefused("message.send", { channelId, clientId: clientId(), text: " " });
    expect(await ada.sends(channelId, "c")).toBe(2);
  });
});

describe("MSG-3 resending", () => {
  test.each([
    ["version 1", "c232ab00-9414-11ec-b3c8-9f6bdeced846"],
    ["version 4", "919108f7-52d1-4320-9bac-f847db4148a8"],
    ["version 8", "2489e9ad-2ee2-8e00-8ec9-32d5f69181c0"],
    ["of another variant", "12345678-9abc-def0-1234-56789abcdef0"],
  ])("MSG-3 a UUID %s is a clientId, in lower and in upper case the same one", async (_version, clientId) => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const first = await ada.gets("message.send", { channelId, clientId: clientId.toUpperCase(), text: "once" });
    expect(await ada.gets("message.send", { channelId, clientId, text: "twice" })).toEqual(first);
    const next = { channelId, clientId: randomUUID(), after: clientId.toUpperCase(), text: "after it" };
    expect(await ada.gets("message.send", next)).toMatchObject({ seq: 2 });
    const { messages } = await ada.gets("message.page", { channelId });
    expect(messages.map((message) => message.clientId)).toEqual([clientId, next.clientId]);
  });

  test.each([
    "00000000-0000-0000-0000-000000000000",
    "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF",
    "919108f752d143209bacf847db4148a8",
    "{919108f7-52d1-4320-9bac-f847db4148a8}",
    "919108f7-52d1-4320-9bac-f847db4148a8 ",
    "",
  ])("MSG-3 “%s” is no clientId", async (clientId) => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    expect(await ada.isRefused("message.send", { channelId, clientId, text: "?" })).toMatchObject({
      code: "bad_request",
      message: expect.stringMatching(/^clientId: /),
    });
  });

  test("MSG-3 a resend with the same clientId returns the first answer, whatever its text", async () => {
    const { ada, channelId } = await room();
    const id = clientId();
    const first = await ada.gets("message.send", { channelId, clientId: id, text: "first" });
    await ada.sends(channelId, "between");
    expect(await ada.gets("message.send", { channelId, clientId: id, text: "other" })).toEqual(first);
    const { messages } = await ada.gets("message.page", { channelId });
    expect(messages.map((message) => message.text)).toEqual(["first", "between"]);
    expect(messages[0]?.clientId).toBe(id);
  });

  test("MSG-3 fifty at once are one message with fifty equal answers", async () => {
    const { ada, channelId } = await room();
    const second = await ada.onAnotherSocket();
    const input = { channelId, clientId: clientId(), text: "once" };
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, at) => (at % 2 ? ada : second).gets("message.send", input)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await ada.gets("message.page", { channelId })).head).toBe(1);
  });

  test("MSG-3 another session's equal clientId is another message", async () => {
    const { ada, bo, channelId } = await room();
    const input = { channelId, clientId: clientId(), text: "same id" };
    expect((await ada.gets("message.send", input)).seq).toBe(1);
    expect((await bo.gets("message.send", input)).seq).toBe(2);
  });
});

describe("MSG-4 delivery", () => {
  test("MSG-4 a viewer gets each message once per socket, in order; who does not view gets none", async () => {
    const { ada, bo, channelId } = await room();
    const second = await bo.onAnotherSocket();
    const cleo = await Guest.arrives(parlor.url);
    await Promise.all([bo, second].map((guest) => guest.gets("channel.view", { channelId })));
    await bo.gets("channel.view", { channelId });
    for (let at = 1; at <= 10; at += 1) await ada.sends(channelId, `message ${at}`);
    for (const guest of [bo, second]) {
      await guest.hears("message.new", ({ head }) => head === 10);
      expect(guest.all("message.new").flatMap(({ messages }) => messages.map(({ seq }) => seq))).toEqual([
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
      ]);
    }
    await Promise.all([ada, cleo].map((guest) => guest.isCaughtUp()));
    expect([...ada.all("message.new"), ...cleo.all("message.new")]).toEqual([]);
  });

  test("MSG-4 after channel.unview nothing more comes", async () => {
    const { ada, bo, channelId } = await room();
    await bo.gets("channel.view", { channelId });
    await bo.gets("channel.unview", { channelId });
    await ada.sends(channelId, "unseen");
    await bo.isCaughtUp();
    expect(bo.all("message.new")).toEqual([]);
  });

  test("MSG-4 nothing falls between a view's answer and its first event, while others write", async () => {
    const { ada, bo, channelId } = await room();
    const writing = (async () => {
      for (let at = 1; at <= 80; at += 1) await ada.sends(channelId, `message ${at}`);
    })();
    const { page } = await bo.gets("channel.view", { channelId });
    await writing;
    if (page.head < 80) await bo.hears("message.new", ({ head }) => head === 80);
    const told = bo.all("message.new").flatMap(({ messages }) => messages.map(({ seq }) => seq));
    // The first events may repeat the end of the page; a client drops those by seq.
    const seen = new Set([...page.messages.map(({ seq }) => seq), ...told]);
    expect([...seen]).toEqual(Array.from({ length: 80 }, (_, at) => at + 1));
    expect(told).toEqual(told.map((_, at) => (told[0] ?? 0) + at));
  });
});

describe("MSG-5 pages", () => {
  test("MSG-5 newest, before and after, in seq order, 100 unless asked, 200 at most", async () => {
    const { ada, channelId } = await room();
    await ada.sendsMany(channelId, 230);
    const seqs = async (range: object) =>
      (await ada.gets("message.page", { channelId, ...range })).messages.map(({ seq }) => seq);
    const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
    expect(await seqs({})).toEqual(run(131, 230));
    expect(await seqs({ limit: 200 })).toEqual(run(31, 230));
    expect(await seqs({ before: 131 })).toEqual(run(31, 130));
    expect(await seqs({ before: 31, limit: 200 })).toEqual(run(1, 30));
    expect(await seqs({ before: 1 })).toEqual([]);
    expect(await seqs({ after: 0, limit: 5 })).toEqual(run(1, 5));
    expect(await seqs({ after: 228 })).toEqual(run(229, 230));
    expect(await seqs({ after: 230 })).toEqual([]);
    expect(await ada.isRefused("message.page", { channelId, limit: 201 })).toMatchObject({ code: "bad_request" });
    expect(await ada.isRefused("message.page", { channelId, before: 5, after: 1 })).toMatchObject({
      code: "bad_request",
    });
    expect((await ada.gets("message.page", { channelId, before: 31 })).head).toBe(230);
  });
});

describe("MSG-6 catching up", () => {
  test("MSG-6 have answers with everything after that seq", async () => {
    const { ada, bo, channelId } = await room();
    await ada.sendsMany(channelId, 210);
    const { epoch } = await bo.gets("session.current", {});
    const view = async (seq: number, of = epoch) => {
      const { page, reset } = await bo.gets("channel.view", { channelId, have: { epoch: of, seq } });
      return { reset, first: page.messages[0]?.seq, count: page.messages.length };
    };
    expect(await view(205)).toEqual({ reset: false, first: 206, count: 5 });
    expect(await view(210)).toEqual({ reset: false, first: undefined, count: 0 });
    expect(await view(10)).toEqual({ reset: false, first: 11, count: 200 });
    expect(await view(9), "more than 200 were missed").toEqual({ reset: true, first: 111, count: 100 });
    expect(await view(211), "ahead of the channel").toEqual({ reset: true, first: 111, count: 100 });
    expect(await view(205, oldEpoch), "another epoch").toEqual({ reset: true, first: 111, count: 100 });
  });

  test("MSG-6 without have it is the last 100, and no reset", async () => {
    const { ada, bo, channelId } = await room();
    await ada.sendsMany(channelId, 120);
    const { channel, page, reset } = await bo.gets("channel.view", { channelId });
    expect({
      reset,
      id: channel?.id,
      head: page.head,
      first: page.messages[0]?.seq,
      last: page.messages.at(-1)?.seq,
    }).toEqual({
      reset: false,
      id: channelId,
      head: 120,
      first: 21,
      last: 120,
    });
  });
});

describe("MSG-7 durability", () => {
  test.runIf(canOwn)(
    "MSG-7 a server killed amid sends has every answered message when it starts again, once and in order",
    async () => {
      const own = await ownParlor();
      const ada = await Guest.arrives(own.url);
      const channelId = await ada.makesChannel();
      const answered = new Map<number, string>();
      const sends = Array.from({ length: 200 }, async (_, at) => {
        const seq = await ada.sends(channelId, `message ${at}`);
        answered.set(seq, `message ${at}`);
        if (answered.size === 60) void own.kill();
      });
      await Promise.allSettled(sends);
      await ada.isCut();
      await own.start();
      const back = await Guest.connects(own.url, { token: ada.token });
      const { messages, head } = await back.gets("message.page", { channelId, after: 0, limit: 200 });
      expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, at) => at + 1));
      expect(answered.size).toBeGreaterThanOrEqual(60);
      for (const [seq, text] of answered) expect(messages[seq - 1]?.text).toBe(text);
      expect(new Set(messages.map(({ text }) => text)).size).toBe(head);
    },
  );

  test.runIf(canOwn)("MSG-7 a resend after the kill returns the answer from before it", async () => {
    const own = await ownParlor();
    const ada = await Guest.arrives(own.url);
    const input = { channelId: await ada.makesChannel(), clientId: clientId(), text: "kept" };
    const first = await ada.gets("message.send", input);
    await own.kill();
    await own.start();
    const back = await Guest.connects(own.url, { token: ada.token });
    expect(await back.gets("message.send", input)).toEqual(first);
  });
});

describe("MSG-8 authors", () => {
  test("MSG-8 a page and an event carry everyone who wrote in them, with their current name", async () => {
    const { ada, bo, channelId } = await room();
    await ada.sends(channelId, "a");
    await bo.sends(channelId, "b");
    const { person } = await ada.gets("person.rename", { displayName: freshName() });
    const byId = (people: { id: string }[]) => people.toSorted((one, other) => one.id.localeCompare(other.id));
    const page = await bo.gets("message.page", { channelId });
    expect(byId(page.people)).toEqual(byId([person, { id: bo.id, name: bo.name, rev: 1 }]));
    expect((await bo.gets("message.page", { channelId, limit: 1 })).people.map(({ id }) => id)).toEqual([bo.id]);
    await bo.gets("channel.view", { channelId });
    await ada.sends(channelId, "c");
    expect((await bo.hears("message.new")).people).toEqual([person]);
  });
});

describe("MSG-9 order of what is under way", () => {
  /** Sends each text at once, each after the one before it. */
  function allAtOnce(guest: Guest, channelId: string, ids: string[], more: Record<string, unknown>[] = []) {
    return Promise.all(
      ids.map((id, at) =>
        guest.emits("message.send", {
          channelId,
          clientId: id,
          text: `message ${at}`,
          ...(at > 0 && { after: ids[at - 1] }),
          ...more[at],
        }),
      ),
    );
  }

  test("MSG-9 many at once, each after the one before it, are stored in that order; sent again, they keep it", async () => {
    const { ada, channelId } = await room();
    const ids = Array.from({ length: 20 }, () => clientId());
    const answers = await allAtOnce(ada, channelId, ids);
    expect(answers).toMatchObject(ids.map((_, at) => ({ ok: true, value: { seq: at + 1 } })));
    expect(await allAtOnce(await ada.onAnotherSocket(), channelId, ids)).toEqual(answers);
  });

  test("MSG-9 when one is refused none of those after it is stored", async () => {
    const { ada, channelId } = await room();
    const ids = Array.from({ length: 4 }, () => clientId());
    const answers = await allAtOnce(ada, channelId, ids, [{}, { text: " " }]);
    const late = { ok: false, error: { code: "out_of_order" } };
    expect(answers).toMatchObject([{ ok: true }, { ok: false, error: { code: "bad_request" } }, late, late]);
    expect((await ada.gets("message.page", { channelId })).head).toBe(1);
  });

  test("MSG-9 a message of another channel or session is none to follow", async () => {
    const { ada, bo, channelId } = await room();
    const elsewhere = await ada.makesChannel();
    const after = clientId();
    await ada.gets("message.send", { channelId: elsewhere, clientId: after, text: "elsewhere" });
    for (const guest of [ada, bo]) {
      const send = { channelId, clientId: clientId(), text: "here", after };
      expect(await guest.isRefused("message.send", send)).toMatchObject({ code: "out_of_order" });
    }
  });
});

test("MSG-11 a socket that views the channel hears its own message too, and one that does not gets only the answer", async () => {
  const ada = await Guest.arrives(parlor.url);
  const channelId = await ada.makesChannel();
  const [views, other] = [await ada.onAnotherSocket(), await ada.onAnotherSocket()];
  for (const socket of [ada, views]) await socket.gets("channel.view", { channelId });
  const sent = { channelId, clientId: clientId(), text: "mine" };
  const { seq } = await ada.gets("message.send", sent);
  expect(await ada.gets("message.send", sent)).toMatchObject({ seq });
  for (const socket of [ada, views]) {
    const { messages } = await socket.hears("message.new");
    expect(messages).toMatchObject([{ seq, by: ada.id, clientId: sent.clientId, text: "mine" }]);
  }
  await Promise.all([ada, views, other].map((socket) => socket.isCaughtUp()));
  expect([ada, views, other].map((socket) => socket.all("message.new").length)).toEqual([1, 1, 0]);
});
