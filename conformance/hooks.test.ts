import { randomUUID } from "node:crypto";
import { hookLimits } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { arrive } from "./arrive.ts";
import { freshName, Guest } from "./guest.ts";
import { liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();

interface Reply {
  status: number;
  body: string;
  headers: Headers;
}

async function posts(
  token: string,
  body: string | URLSearchParams,
  headers: Record<string, string> = {},
  url = parlor.url,
): Promise<Reply> {
  const response = await fetch(`${url}/hooks/${token}`, { method: "POST", body, headers });
  return { status: response.status, body: await response.text(), headers: response.headers };
}

async function makesHook(guest: Guest, channelId: string, label = "Builds") {
  return guest.gets("hook.create", { channelId, label });
}

describe("HOOK-1 an address that posts", () => {
  test("HOOK-1 a person who can write in a channel gets one, and its messages reach every viewer in order", async () => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const channelId = await ada.makesChannel();
    const { hook, token } = await makesHook(bo, channelId);
    expect(hook).toMatchObject({ channelId, bot: { name: "Builds", bot: true }, createdBy: { id: bo.id } });
    expect(token).toMatch(/^[\w-]{43}$/);
    await ada.gets("channel.view", { channelId });
    expect(await posts(token, '{"text":"Build 7 is green"}', { "content-type": "application/json" })).toMatchObject({
      status: 200,
      body: "ok",
    });
    const told = await ada.hears("message.new", (page) => page.channelId === channelId);
    expect(told.messages).toMatchObject([{ seq: 1, by: hook.bot.id, text: "Build 7 is green" }]);
    expect(told.people).toEqual([hook.bot]);
    expect(await ada.sends(channelId, "good")).toBe(2);
  });

  test("HOOK-2 a wrong, a revoked and an impossible token are the same 404", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { hook, token } = await makesHook(ada, channelId);
    await ada.gets("hook.revoke", { hookId: hook.id });
    const revoked = await posts(token, "late");
    expect(revoked.status).toBe(404);
    for (const other of ["A".repeat(43), "x", "", "y".repeat(400), "a/b", "%00", "..%2f"]) {
      const wrong = await posts(other, "late");
      expect([other, wrong.status, wrong.body]).toEqual([other, 404, revoked.body]);
    }
    expect((await ada.gets("message.page", { channelId })).messages).toEqual([]);
  });

  test("HOOK-2 a slash at the end of the address is the same address, also below a path", async () => {
    const below = await ownParlor({ PUBLIC_URL: "https://example.org/team/chat" });
    for (const [url, prefix] of [
      [parlor.url, ""],
      [below.url, ""],
      [below.url, "/team/chat"],
    ] as const) {
      const ada = await Guest.arrives(url);
      const channelId = await ada.makesChannel();
      const { token } = await makesHook(ada, channelId);
      expect(await posts(`${token}/`, "hi", {}, url + prefix)).toMatchObject({ status: 200, body: "ok" });
      expect(await posts(`${token}/x`, "hi", {}, url + prefix)).toMatchObject({ status: 404 });
      expect((await ada.gets("message.page", { channelId })).messages).toMatchObject([{ text: "hi" }]);
    }
  });

  test("HOOK-2 no answer but the first has the token", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { token } = await makesHook(ada, channelId);
    await posts(token, "hello");
    const heard = [await ada.gets("hook.list", { channelId }), await ada.gets("message.page", { channelId })];
    expect(JSON.stringify(heard)).not.toContain(token);
    expect(JSON.stringify(ada.heard)).not.toContain(token);
  });
});

describe("HOOK-4 headers that no sender should send", () => {
  test.each([
    [{ "content-type": "garbage" }, /Content-Type is not of the form/],
    [{ "content-type": "application/json, text/plain" }, /Content-Type is not of the form/],
    [{ "content-type": "multipart/form-data; boundary=x" }, /not multipart\/form-data/],
    [{ "content-type": "text/plain", "content-encoding": "gzip" }, /without Content-Encoding: gzip/],
    [{ "content-type": "text/plain", "content-encoding": "br, identity" }, /without Content-Encoding: br/],
  ])("HOOK-4 %j is refused with a sentence that names the header's mistake", async (headers, sentence) => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { token } = await makesHook(ada, channelId);
    expect(await posts(token, "hi", headers)).toMatchObject({ status: 400, body: expect.stringMatching(sentence) });
    expect((await ada.gets("message.page", { channelId })).messages).toEqual([]);
  });
});

describe("HOOK-3 whose it is", () => {
  test("HOOK-3 its maker and the channel's owner revoke it, nobody else", async () => {
    const [ada, bo, cleo] = await arrive(parlor.url, 3);
    const channelId = await ada.makesChannel();
    const [first, second] = [await makesHook(bo, channelId), await makesHook(bo, channelId)];
    expect(await cleo.isRefused("hook.revoke", { hookId: first.hook.id })).toMatchObject({ code: "not_allowed" });
    expect(await cleo.isRefused("hook.revoke", { hookId: randomUUID() })).toMatchObject({ code: "hook_not_found" });
    await ada.gets("hook.revoke", { hookId: first.hook.id });
    await bo.gets("hook.revoke", { hookId: second.hook.id });
    expect(await bo.isRefused("hook.revoke", { hookId: second.hook.id })).toMatchObject({ code: "hook_not_found" });
    expect(await cleo.gets("hook.list", { channelId })).toEqual({ hooks: [] });
  });

  test("HOOK-3 the list tells when a hook last posted", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { hook, token } = await makesHook(ada, channelId);
    expect((await ada.gets("hook.list", { channelId })).hooks).toEqual([hook]);
    await posts(token, "hello");
    await expect
      .poll(async () => (await ada.gets("hook.list", { channelId })).hooks[0]?.lastUsedAt)
      .toBeGreaterThanOrEqual(hook.createdAt);
  });
});

describe("HOOK-4 what it takes", () => {
  test("HOOK-4 each form is read, and each mistake is answered with a sentence", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { token } = await makesHook(ada, channelId);
    const form = new URLSearchParams({ payload: JSON.stringify({ text: "from Slack's form", username: "Root" }) });
    await posts(token, form);
    await posts(token, JSON.stringify({ attachments: [{ fallback: "from an attachment" }] }), {
      "content-type": "application/json",
    });
    await posts(token, "plain\n");
    const { messages, people } = await ada.gets("message.page", { channelId });
    expect(messages.map(({ text }) => text)).toEqual(["from Slack's form", "from an attachment", "plain"]);
    // The name that a sender asks for is not taken over.
    expect(people.map(({ name }) => name)).toEqual(["Builds"]);

    expect(await posts(token, "x".repeat(4_001))).toMatchObject({ status: 413, body: expect.stringMatching(/4000/) });
    expect(await posts(token, "x".repeat(70_000))).toMatchObject({
      status: 413,
      body: expect.stringMatching(/64 KiB/),
    });
    expect(await posts(token, " \n ")).toMatchObject({ status: 400 });
    expect(await posts(token, "[".repeat(60_000), { "content-type": "application/json" })).toMatchObject({
      status: 400,
    });
    expect(await posts(token, "x", { "content-type": "image/png" })).toMatchObject({ status: 400 });
    for (const method of ["GET", "PUT", "DELETE", "PATCH"]) {
      const response = await fetch(`${parlor.url}/hooks/${token}`, { method });
      expect([method, response.status, response.headers.get("allow")]).toEqual([method, 405, "POST"]);
    }
    expect((await ada.gets("message.page", { channelId })).head).toBe(3);
  });
});

describe("HOOK-5 a bot is no person", () => {
  test("HOOK-5 a label follows the rules of names and is nobody's who is here, but two hooks may share one", async () => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const channelId = await ada.makesChannel();
    const refused = (label: string) => ada.isRefused("hook.create", { channelId, label });
    expect(await refused(bo.name.toUpperCase())).toMatchObject({ code: "name_taken", suggestion: expect.any(String) });
    for (const label of ["Admin", "a\u202eb", " ", "y".repeat(33)])
      expect(await refused(label)).toMatchObject({ code: "name_refused" });
    const label = freshName();
    await makesHook(ada, channelId, label);
    await makesHook(bo, channelId, label);
    // A label takes no name away from people, who have no mark of a bot.
    expect((await bo.gets("person.rename", { displayName: label })).person).not.toHaveProperty("bot");
  });

  test("HOOK-5 the mark is wherever its name is told", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { hook, token } = await makesHook(ada, channelId);
    await posts(token, "hello");
    const { page } = await ada.gets("channel.view", { channelId });
    expect(page.people).toEqual([hook.bot]);
    expect((await ada.gets("message.page", { channelId })).people).toEqual([hook.bot]);
    expect((await ada.gets("person.read", { personIds: [hook.bot.id] })).people).toEqual([hook.bot]);
  });
});

describe("HOOK-6 bounds", () => {
  test("HOOK-6 a channel has 20, also when all are made at once", async () => {
    const [ada, bo] = await arrive(parlor.url, 2);
    const channelId = await ada.makesChannel();
    const wanted = Array.from({ length: hookLimits.perChannel + 4 }, (_, n) =>
      (n % 2 ? ada : bo).asks("hook.create", { channelId, label: `bot ${n}` }),
    );
    const answers = await Promise.all(wanted);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(hookLimits.perChannel);
    expect(answers.flatMap((answer) => (answer.ok ? [] : answer.error.code))).toEqual(Array(4).fill("limit_reached"));
  });

  test("HOOK-6 past its allowance it is 429 with the seconds to wait, and others go on", async () => {
    const own = await ownParlor({ RATE_HOOK: "2/0.1" });
    const ada = await Guest.arrives(own.url);
    const channelId = await ada.makesChannel();
    const [busy, calm] = [await makesHook(ada, channelId), await makesHook(ada, channelId)];
    for (const status of [200, 200, 429]) {
      const reply = await posts(busy.token, "again", {}, own.url);
      expect(reply.status).toBe(status);
      if (status === 429) expect(Number(reply.headers.get("retry-after"))).toBeGreaterThan(5);
    }
    expect(await posts(calm.token, "hello", {}, own.url)).toMatchObject({ status: 200 });
  });
});

describe("HOOK-8 exactly once", () => {
  test("HOOK-8 the same Idempotency-Key gets the first answer, and stores nothing more", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { token } = await makesHook(ada, channelId);
    const other = await makesHook(ada, channelId);
    const keyed = { "idempotency-key": "build 7, really: ü", accept: "application/json" };
    const headers = { ...keyed, "idempotency-key": encodeURIComponent(keyed["idempotency-key"]) };
    const first = await posts(token, "once", headers);
    expect(JSON.parse(first.body)).toMatchObject({ ok: true, value: { seq: 1 } });
    expect((await posts(token, "twice", headers)).body).toBe(first.body);
    // Another hook's keys are its own.
    expect(JSON.parse((await posts(other.token, "once", headers)).body)).toMatchObject({ value: { seq: 2 } });
    expect(await posts(token, "x", { "idempotency-key": "k".repeat(256) })).toMatchObject({ status: 400 });
  });

  test("HOOK-8 while its channel is archived it is refused, and works again after a restore", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { token } = await makesHook(ada, channelId);
    await ada.gets("channel.archive", { channelId });
    expect(await posts(token, "late")).toMatchObject({ status: 404, body: expect.stringMatching(/archived/) });
    await ada.gets("channel.restore", { channelId });
    expect(await posts(token, "in time")).toMatchObject({ status: 200 });
  });
});

describe("HOOK-9 answers", () => {
  test("HOOK-9 plain text, or JSON for who accepts it; cookies and origins change nothing", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const { token } = await makesHook(ada, channelId);
    const foreign = { origin: "https://elsewhere.example", cookie: "parlor=nothing; lb=1" };
    expect(await posts(token, "hello", foreign)).toMatchObject({ status: 200, body: "ok" });
    const refused = await posts("A".repeat(43), "hello", { accept: "application/json" });
    expect(JSON.parse(refused.body)).toMatchObject({ ok: false, error: { code: "hook_not_found" } });
  });
});
