import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AnswerOf } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { clientId, freshName, Guest } from "./guest.ts";
import { ask, command } from "./http-door.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();

/** The status that the document's error table gives a code. */
const document = readFileSync(join(import.meta.dirname, "../docs/protocol.md"), "utf8");
const statusOf = new Map(
  Array.from(document.matchAll(/^\| `(\w+)` \| (\d+) \|/gm), ([, code, status]) => [code, Number(status)]),
);

describe("API-1 one answer", () => {
  test("API-1 a command over a socket ends in ok and a value, or in a coded error", async () => {
    const ada = await Guest.arrives(parlor.url);
    expect(await ada.asks("session.current", {})).toMatchObject({ ok: true, value: { person: { id: ada.id } } });
    expect(await ada.asks("message.page", { channelId: "000000000000" })).toEqual({
      ok: false,
      error: { code: "channel_not_found", message: expect.any(String) },
    });
  });

  test("API-1 over HTTP the status is the error table's and the body the same answer", async () => {
    const ada = await Guest.arrives(parlor.url);
    const cases: [string, unknown, string | undefined, string][] = [
      ["message.page", { channelId: "000000000000" }, ada.token, "channel_not_found"],
      ["message.page", {}, ada.token, "bad_request"],
      ["session.current", {}, undefined, "unauthenticated"],
      ["no.such", {}, ada.token, "unknown_command"],
      ["session.start", { displayName: ada.name, keep: "token" }, undefined, "name_taken"],
      ["channel.unview", { channelId: "000000000000" }, ada.token, "needs_socket"],
    ];
    for (const [name, input, token, code] of cases) {
      const { status, answer } = await command(parlor.url, name, input, token);
      expect({ code: answer?.ok === false && answer.error.code, status }).toEqual({ code, status: statusOf.get(code) });
    }
    const good = await command(parlor.url, "session.current", {}, ada.token);
    expect(good).toMatchObject({ status: 200, answer: { ok: true, value: { person: { id: ada.id } } } });
  });
});

describe("API-2 two doors", () => {
  test("API-2 what one door does, the other shows; same input, same answer", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const input = { channelId, clientId: clientId(), text: "over HTTP" };
    const sent = await command<AnswerOf<"message.send">>(parlor.url, "message.send", input, ada.token);
    expect(sent.answer).toEqual(await ada.asks("message.send", input));
    const page = await command(parlor.url, "message.page", { channelId }, ada.token);
    expect(page.answer).toEqual(await ada.asks("message.page", { channelId }));
    const refused = { channelId: "000000000000" };
    expect((await command(parlor.url, "message.page", refused, ada.token)).answer).toEqual(
      await ada.asks("message.page", refused),
    );
  });

  test("API-2 what acts on a socket answers needs_socket over HTTP", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    for (const [name, input] of [
      ["channel.view", { channelId }],
      ["channel.unview", { channelId }],
      ["presence.typing", { channelId, typing: true }],
      ["presence.away", { away: true }],
    ] as const) {
      expect(await command(parlor.url, name, input, ada.token)).toMatchObject({
        status: 400,
        answer: { error: { code: "needs_socket" } },
      });
    }
  });
});

describe("API-4 allowances", () => {
  test.runIf(canOwn)(
    "API-4 past its allowance a class answers rate_limited; after retryAfterMs the same call passes",
    async () => {
      const own = await ownParlor({ RATE_SEND: "3/4" });
      const ada = await Guest.arrives(own.url);
      const channelId = await ada.makesChannel();
      const send = () => ada.asks("message.send", { channelId, clientId: clientId(), text: "quick" });
      for (let sent = 0; sent < 3; sent += 1) expect(await send()).toMatchObject({ ok: true });
      const answer = await send();
      expect(answer).toMatchObject({ ok: false, error: { code: "rate_limited", retryAfterMs: expect.any(Number) } });
      const wait = answer.ok ? 0 : (answer.error.retryAfterMs ?? 0);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(300);
      // The rule is about real time on the server, so this test has to let it pass.
      await new Promise((resolve) => setTimeout(resolve, wait));
      expect(await send()).toMatchObject({ ok: true });
    },
  );

  test.runIf(canOwn)("API-4 one class never eats into another, nor one session into another's", async () => {
    const own = await ownParlor({ RATE_SEND: "1/0.01" });
    const [ada, bo] = [await Guest.arrives(own.url), await Guest.arrives(own.url)];
    const channelId = await ada.makesChannel();
    await ada.sends(channelId, "the only one");
    expect(await ada.isRefused("message.send", { channelId, clientId: clientId(), text: "too many" })).toMatchObject({
      code: "rate_limited",
    });
    expect(await ada.asks("message.page", { channelId })).toMatchObject({ ok: true });
    expect(await bo.asks("message.send", { channelId, clientId: clientId(), text: "mine" })).toMatchObject({
      ok: true,
    });
  });

  test("API-4 while 64 commands of a socket are unanswered, one more is rate_limited; later it passes", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const send = (text: string) => ada.asks("message.send", { channelId, clientId: clientId(), text });
    const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => send(`message ${at}`)));
    const refused = answers.filter((answer) => !answer.ok);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      expect(answer).toMatchObject({ error: { code: "rate_limited", retryAfterMs: expect.any(Number) } });
    }
    expect(answers.slice(0, 64).every((answer) => answer.ok)).toBe(true);
    expect(await send("calmer")).toMatchObject({ ok: true });
  });

  test.runIf(canOwn)(
    "API-4 opening sessions is limited per address, and a forged X-Forwarded-For changes nothing",
    async () => {
      const own = await ownParlor({ RATE_OPEN: "2/0.01" });
      const open = (forged: string) =>
        ask(own.url, "/api/v1/session.start", {
          headers: { "x-forwarded-for": forged },
          body: { displayName: freshName(), keep: "token" },
        });
      expect([(await open("192.0.2.1")).status, (await open("192.0.2.2")).status]).toEqual([200, 200]);
      expect(await open("192.0.2.3")).toMatchObject({ status: 429, answer: { error: { code: "rate_limited" } } });
    },
  );
});

describe("API-5 names of commands", () => {
  test.each(["no.such", "", "constructor", "__proto__", "toString", "message", "hello", "disconnect "])(
    "API-5 %j is unknown_command",
    async (name) => {
      const ada = await Guest.arrives(parlor.url);
      expect(await ada.emits(name, {})).toMatchObject({ ok: false, error: { code: "unknown_command" } });
    },
  );

  test("API-5 over HTTP too, and before anything is known of the caller", async () => {
    for (const name of ["no.such", "constructor", "__proto__"]) {
      expect(await command(parlor.url, name, {})).toMatchObject({
        status: 404,
        answer: { error: { code: "unknown_command" } },
      });
    }
  });
});

describe("API-6 size", () => {
  test("API-6 a body over 64 KiB is too_large, whatever it says", async () => {
    const ada = await Guest.arrives(parlor.url);
    const huge = await command(parlor.url, "message.page", { channelId: "x".repeat(70_000) }, ada.token);
    expect(huge).toMatchObject({ status: 413, answer: { error: { code: "too_large" } } });
    const unparsable = await ask(parlor.url, "/api/v1/message.page", { body: "{".repeat(70_000) });
    expect(unparsable.status).toBe(413);
  });

  test("API-6 a frame over 64 KiB closes the socket", async () => {
    const ada = await Guest.arrives(parlor.url);
    ada.socket.emit("message.page", { channelId: "x".repeat(70_000) }, () => undefined);
    await ada.isCut();
    const [bo, channelId] = [await Guest.arrives(parlor.url), "000000000000"];
    expect(await bo.asks("message.page", { channelId })).toMatchObject({ error: { code: "channel_not_found" } });
  });

  test("API-6 the largest message of the widest characters fits into one frame", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    await ada.sends(channelId, "漢".repeat(4_000));
    const { messages } = await ada.gets("message.page", { channelId });
    expect(messages[0]?.text).toHaveLength(4_000);
  });
});
