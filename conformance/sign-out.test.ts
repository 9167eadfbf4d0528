import { randomBytes } from "node:crypto";
import type { AnswerOf } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { clientId, freshName, Guest } from "./guest.ts";
import { ask, command } from "./http-door.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();

/** One more device of this person: its token. */
async function addsDevice(ada: Guest): Promise<string> {
  const { linkId, code } = await ada.gets("device.offer", {});
  const device = { code, claim: randomBytes(32).toString("base64url") };
  const claimed = await command<AnswerOf<"device.claim">>(ada.url, "device.claim", device);
  if (claimed.answer?.ok) await ada.gets("device.confirm", { linkId, number: claimed.answer.value.number });
  const collect = { ...device, keep: "token" };
  const { answer } = await command<AnswerOf<"device.collect">>(ada.url, "device.collect", collect);
  if (!answer?.ok || answer.value.token === undefined) throw new Error("no further device");
  return answer.value.token;
}

/** A cookie session, as a browser on Parlor's own page gets it. */
async function cookieOf(url: string, path: string, origin: string): Promise<string> {
  const { headers } = await ask(url, `${path}/api/v1/session.start`, {
    headers: { origin },
    body: { displayName: freshName(), keep: "cookie" },
  });
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

describe("CON-7 signing out takes effect on every path", () => {
  test.each(["session.end", "session.endOthers"] as const)(
    "CON-7 after %s, sockets of both transports are closed within a second, and no door takes the token",
    async (how) => {
      const ada = await Guest.arrives(parlor.url);
      const channelId = await ada.makesChannel();
      const token = await addsDevice(ada);
      const sockets = await Promise.all(
        ["websocket", "polling"].map((transport) =>
          Guest.connects(parlor.url, { token }, { transports: [transport], upgrade: false }),
        ),
      );
      for (const socket of sockets) await socket.gets("channel.view", { channelId });
      const { sessionId } = await (sockets[0] as Guest).gets("session.current", {});
      await ada.gets(how, how === "session.end" ? { sessionId } : {});
      await Promise.all(sockets.map((socket) => socket.isCut(1_000)));
      await ada.sends(channelId, "now that it is gone");
      for (const socket of sockets) {
        expect(socket.all("session.ended")).toHaveLength(1);
        expect(socket.all("message.new")).toEqual([]);
      }
      const send = { channelId, clientId: clientId(), text: "from a device that is gone" };
      for (const [name, input] of Object.entries({
        "session.current": {},
        "session.list": {},
        "session.endOthers": {},
        "device.offer": {},
        "keyring.read": {},
        "message.page": { channelId },
        "message.send": send,
      }))
        expect(await command(parlor.url, name, input, token), name).toMatchObject({ status: 401 });
      await expect(Guest.connects(parlor.url, { token })).rejects.toThrow("unauthenticated");
      const page = await ada.gets("message.page", { channelId });
      expect(page.messages.map(({ text }) => text)).toEqual(["now that it is gone"]);
    },
  );

  test("CON-7 commands that were under way over HTTP are not run once the sign-out is answered", async () => {
    const ada = await Guest.arrives(parlor.url);
    const token = await addsDevice(ada);
    const names = Array.from({ length: 200 }, () => freshName());
    const asked = names.map((name) => command(parlor.url, "channel.create", { name }, token));
    // Some have begun by then, and most wait for their turn.
    await Promise.race(asked);
    await ada.gets("session.endOthers", {});
    const listed = async () => {
      const { channels } = await ada.gets("channel.list", {});
      return channels.filter(({ name }) => names.includes(name)).length;
    };
    // What the database had in hand is done within its next turns; no command follows it.
    const done = await Promise.all(asked);
    const accepted = done.filter(({ status }) => status === 200).length;
    expect(await listed()).toBe(accepted);
    expect(done.every(({ status }) => status === 200 || status === 401)).toBe(true);
  });

  test("CON-7 SES-7 a repeat of the start of a session that was signed out brings nobody back", async () => {
    const once = randomBytes(32).toString("base64url");
    const start = (displayName: string) =>
      command<AnswerOf<"session.start">>(parlor.url, "session.start", { displayName, keep: "token", once });
    const first = (await start(freshName())).answer;
    const { token, person } = first?.ok ? first.value : {};
    await command(parlor.url, "session.end", {}, token);
    const again = (await start(freshName())).answer;
    expect(again?.ok && again.value.person.id).not.toBe(person?.id);
    expect((await start(person?.name ?? "")).answer).toMatchObject({ error: { code: "name_taken" } });
  });
});

describe("SES-10 what a browser throws away", () => {
  const cleared = '"cache", "prefetchCache", "prerenderCache"';

  test.each(["", "/team/chat"])("SES-10 a sign-out under the path %j clears copies, and no more", async (path) => {
    const own = canOwn ? await ownParlor(path ? { PUBLIC_URL: `https://example.org${path}` } : {}) : parlor;
    const origin = path ? "https://example.org" : new URL(own.url).origin;
    const cookie = await cookieOf(own.url, path, origin);
    const { status, headers } = await ask(own.url, `${path}/api/v1/session.end`, { headers: { origin, cookie } });
    expect(status).toBe(200);
    expect(headers["clear-site-data"]).toBe(cleared);
    expect(String(headers["set-cookie"])).toMatch(new RegExp(`Max-Age=0; Path=${path || "/"};`, "i"));
    const after = await ask(own.url, `${path}/api/v1/session.current`, { headers: { origin, cookie } });
    expect([after.status, after.headers["clear-site-data"]]).toEqual([401, undefined]);
  });

  test("SES-10 the end of another device clears nothing here, and a page elsewhere clears nothing by ending its own", async () => {
    const ada = await Guest.arrives(parlor.url);
    const token = await addsDevice(ada);
    const { devices } = await ada.gets("session.list", {});
    const sessionId = devices.find(({ isThis }) => !isThis)?.sessionId;
    const other = await command(parlor.url, "session.end", { sessionId }, ada.token);
    expect([other.status, other.headers["clear-site-data"]]).toEqual([200, undefined]);
    expect(await command(parlor.url, "session.current", {}, token)).toMatchObject({ status: 401 });
    const mal = await Guest.arrives(parlor.url);
    const elsewhere = { authorization: `Bearer ${mal.token}`, origin: "https://evil.example" };
    const ended = await ask(parlor.url, "/api/v1/session.end", { headers: elsewhere });
    expect([ended.status, ended.headers["clear-site-data"]]).toEqual([200, undefined]);
  });
});

describe.runIf(canOwn)("SES-9 sessions that nobody uses", () => {
  test("SES-9 after 90 days every device but the one used last ends, as its token is presented", async () => {
    const own = await ownParlor();
    const ada = await Guest.arrives(own.url);
    const phone = await addsDevice(ada);
    await command(own.url, "session.current", {}, phone);
    const bo = await Guest.arrives(own.url);
    const [bot, laptop] = [await addsDevice(bo), await addsDevice(bo)];
    for (const token of [bot, laptop]) await command(own.url, "session.current", {}, token);
    await own.stop();
    const days = (count: number) => Date.now() - count * 24 * 60 * 60_000;
    own.tamper(`
      update meta set value = '0' where key = 'sessions_counted_from';
      update session set created_at = ${days(200)}, seen_at = ${days(91)};
      update session set seen_at = ${days(92)} where id in (select max(id) from session group by person_id);`);
    await own.start();
    const alive = async (tokens: string[]) => {
      const all = await Promise.all(tokens.map((token) => command(own.url, "session.current", {}, token)));
      return all.filter(({ status }) => status === 200).length;
    };
    // The one used last stays: of Ada's two and of Bo's three, one each.
    expect(await alive([ada.token, phone])).toBe(1);
    expect(await alive([bo.token, bot, laptop])).toBe(1);
  });

  test("SES-9 after an upgrade, sessions whose use was not noted have 90 days from then", async () => {
    const own = await ownParlor();
    const ada = await Guest.arrives(own.url);
    const phone = await addsDevice(ada);
    await own.stop();
    own.tamper(
      "delete from meta where key = 'sessions_counted_from'; update session set created_at = 1, seen_at = null",
    );
    await own.start();
    for (const token of [phone, ada.token])
      expect(await command(own.url, "session.current", {}, token)).toMatchObject({ status: 200 });
  });
});
