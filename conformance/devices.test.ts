import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AnswerOf, CommandName } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { Guest } from "./guest.ts";
import { ask, command, type Replied } from "./http-door.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const refused = (code: string) => ({ answer: { ok: false, error: { code } } });
const secret = () => randomBytes(32).toString("base64url");

/** A device without a session that was given a link. */
class NewDevice {
  readonly claim = secret();
  readonly #url: string;
  readonly #code: string;

  constructor(code: string, url = parlor.url) {
    this.#code = code;
    this.#url = url;
  }

  claims(claim = this.claim): Promise<Replied<AnswerOf<"device.claim">>> {
    return this.#asks("device.claim", { claim });
  }

  checks(): Promise<Replied<AnswerOf<"device.check">>> {
    return this.#asks("device.check", { claim: this.claim });
  }

  leaves(): Promise<Replied<AnswerOf<"device.leave">>> {
    return this.#asks("device.leave", { claim: this.claim });
  }

  collects(claim = this.claim): Promise<Replied<AnswerOf<"device.collect">>> {
    return this.#asks("device.collect", { claim, keep: "token" });
  }

  /** Uses the link, and resolves to the number that this device shows. */
  async shows(): Promise<number> {
    return valueOf(await this.claims()).number;
  }

  #asks<T>(name: CommandName, input: object): Promise<Replied<T>> {
    const body = { code: this.#code, ...input };
    return ask<T>(this.#url, `/api/v1/${name}`, { body, headers: { "user-agent": firefox } });
  }
}

function valueOf<T>({ answer }: Replied<T>): T {
  if (!answer?.ok) throw new Error(`refused: ${answer?.error.code}`);
  return answer.value;
}

/** One more device of this person, connected. */
async function addsDevice(ada: Guest): Promise<Guest> {
  const { linkId, code } = await ada.gets("device.offer", {});
  const device = new NewDevice(code);
  await ada.gets("device.confirm", { linkId, number: await device.shows() });
  const { token = "" } = valueOf(await device.collects());
  return Object.assign(await Guest.connects(parlor.url, { token }), { token });
}

describe("DEV a further device", () => {
  test("DEV-1 DEV-2 DEV-3 DEV-4 a link, a number that is confirmed, and the new device is the same person", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code, expiresAt } = await ada.gets("device.offer", {});
    expect(Buffer.from(code, "base64url")).toHaveLength(32);
    expect(Math.abs(expiresAt - Date.now() - 5 * 60_000)).toBeLessThan(5_000);
    expect(await ada.gets("device.look", { linkId })).toEqual({ state: "open", expiresAt });

    const device = new NewDevice(code);
    const number = await device.shows();
    await ada.hears("device.changed", (changed) => changed.linkId === linkId);
    const { label, choices = [], contested } = await ada.gets("device.look", { linkId });
    expect(label).toBe("Firefox on Linux");
    expect(new Set(choices).size).toBe(3);
    expect(choices).toContain(number);
    expect(contested).toBeUndefined();
    expect(valueOf(await device.checks()).confirmed).toBe(false);
    expect(await device.collects()).toMatchObject({ status: 409, ...refused("link_waiting") });

    await ada.gets("device.confirm", { linkId, number });
    expect(await ada.gets("device.look", { linkId })).toEqual({ state: "confirmed", expiresAt });
    expect(valueOf(await device.checks()).confirmed).toBe(true);
    const { person, token } = valueOf(await device.collects());
    expect(person).toMatchObject({ id: ada.id, name: ada.name });
    expect(token).not.toBe(ada.token);
    expect(await command(parlor.url, "session.current", {}, token)).toMatchObject({ status: 200 });
    expect(await ada.gets("device.look", { linkId })).toMatchObject({ state: "done" });
    expect((await ada.gets("session.list", {})).devices).toHaveLength(2);
    // The token was presented, so the link is of no more use to anyone.
    expect(await device.collects()).toMatchObject(refused("link_ended"));
    expect(await new NewDevice(code).claims()).toMatchObject(refused("link_used"));
  });

  test("DEV-2 of many devices that use one link at once exactly one gets a number, and the first device is warned", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    const devices = Array.from({ length: 8 }, () => new NewDevice(code));
    const claimed = await Promise.all(devices.map((device) => device.claims()));
    const won = claimed.filter(({ answer }) => answer?.ok);
    expect(won).toHaveLength(1);
    for (const lost of claimed)
      if (!lost.answer?.ok) expect(lost).toMatchObject({ status: 409, ...refused("link_used") });
    expect(await ada.gets("device.look", { linkId })).toMatchObject({ state: "claimed", contested: true });

    const winner = devices[claimed.findIndex(({ answer }) => answer?.ok)];
    const number = (await winner?.shows()) ?? 0;
    await ada.gets("device.confirm", { linkId, number });
    for (const device of devices) {
      if (device === winner) continue;
      expect(await device.checks()).toMatchObject(refused("link_used"));
      expect(await device.collects()).toMatchObject(refused("link_used"));
    }
  });

  test("DEV-2 a device whose answer was lost asks again and gets the same number", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    const device = new NewDevice(code);
    const [first, second] = await Promise.all([device.shows(), device.shows()]);
    expect(second).toBe(first);
    expect((await ada.gets("device.look", { linkId })).contested).toBeUndefined();
  });

  test("DEV-5 DEV-2 a link that never was, a wrong secret, and the link as its own secret open nothing", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    expect(await new NewDevice(secret()).claims()).toMatchObject({ status: 404, ...refused("link_ended") });
    const device = new NewDevice(code);
    expect(await device.collects()).toMatchObject(refused("link_ended"));
    expect(await device.claims(code)).toMatchObject({ status: 400, ...refused("bad_request") });
    expect(await ada.gets("device.look", { linkId })).toMatchObject({ state: "open" });

    const number = await device.shows();
    await ada.gets("device.confirm", { linkId, number });
    // A thief has the link, but not the secret of the device that was confirmed.
    expect(await device.collects(secret())).toMatchObject(refused("link_used"));
    expect(await device.collects(code)).toMatchObject(refused("link_used"));
    expect((await ada.gets("session.list", {})).devices).toHaveLength(1);
  });

  test("DEV-3 DEV-5 a wrong number and a canceled link let nobody in, not even with the right number afterwards", async () => {
    const ada = await Guest.arrives(parlor.url);
    for (const end of ["number", "cancel"]) {
      const { linkId, code } = await ada.gets("device.offer", {});
      const device = new NewDevice(code);
      const number = await device.shows();
      if (end === "cancel") await ada.gets("device.cancel", { linkId });
      else {
        const { choices = [] } = await ada.gets("device.look", { linkId });
        const wrong = choices.find((choice) => choice !== number) ?? 0;
        expect(await ada.isRefused("device.confirm", { linkId, number: wrong })).toMatchObject({
          code: "wrong_number",
        });
      }
      expect(await ada.isRefused("device.confirm", { linkId, number })).toMatchObject({ code: "link_ended" });
      expect(await ada.isRefused("device.look", { linkId })).toMatchObject({ code: "link_ended" });
      expect(await device.checks()).toMatchObject(refused("link_ended"));
      expect(await device.collects()).toMatchObject(refused("link_ended"));
    }
    expect((await ada.gets("session.list", {})).devices).toHaveLength(1);
  });

  test("DEV-2 a device that gives up ends the link it used, confirmed or not, and nobody else can", async () => {
    const ada = await Guest.arrives(parlor.url);
    for (const isConfirmed of [false, true]) {
      const { linkId, code } = await ada.gets("device.offer", {});
      const [device, thief] = [new NewDevice(code), new NewDevice(code)];
      expect(valueOf(await device.leaves())).toEqual({});
      const number = await device.shows();
      if (isConfirmed) await ada.gets("device.confirm", { linkId, number });
      expect(valueOf(await thief.leaves())).toEqual({});
      expect(valueOf(await device.checks()).confirmed).toBe(isConfirmed);

      ada.heard.length = 0;
      expect(valueOf(await device.leaves())).toEqual({});
      await ada.hears("device.changed", (changed) => changed.linkId === linkId);
      expect(await ada.isRefused("device.look", { linkId })).toMatchObject({ code: "link_ended" });
      expect(await device.collects()).toMatchObject(refused("link_ended"));
    }
    expect((await ada.gets("session.list", {})).devices).toHaveLength(1);
  });

  test("DEV-3 a link cannot be confirmed before a device used it, and a repeated confirmation is answered alike", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    expect(await ada.isRefused("device.confirm", { linkId, number: 42 })).toMatchObject({ code: "bad_request" });
    const number = await new NewDevice(code).shows();
    await ada.gets("device.confirm", { linkId, number });
    expect(await ada.gets("device.confirm", { linkId, number })).toEqual({});
  });

  test("DEV-3 only the session that made a link knows it: to others, of the same person too, there is none", async () => {
    const [ada, mal] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const adasPhone = await addsDevice(ada);
    const { linkId, code } = await ada.gets("device.offer", {});
    const device = new NewDevice(code);
    const number = await device.shows();
    for (const other of [mal, adasPhone])
      for (const name of ["device.look", "device.confirm", "device.cancel"] as const) {
        const more = name === "device.confirm" ? { number } : {};
        const answer = await other.emits(name, { linkId, ...more });
        expect(answer).toEqual(await other.emits(name, { linkId: randomUUID(), ...more }));
      }
    expect(valueOf(await device.checks()).confirmed).toBe(false);
    expect(await ada.gets("device.look", { linkId })).toMatchObject({ state: "claimed" });
  });

  test("DEV-4 an answer that was lost can be asked for again: there is one session, and one token of it works", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    const device = new NewDevice(code);
    await ada.gets("device.confirm", { linkId, number: await device.shows() });
    const all = await Promise.all([device.collects(), device.collects(), device.collects()]);
    const last = valueOf(await device.collects());
    expect(new Set([...all.map(valueOf), last].map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(await command(parlor.url, "session.current", {}, last.token)).toMatchObject({ status: 200 });
    for (const { token } of all.map(valueOf))
      expect(await command(parlor.url, "session.current", {}, token)).toMatchObject({ status: 401 });
  });

  test("DEV-4 a browser gets the cookie, and no token that a script could read", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    const device = new NewDevice(code);
    await ada.gets("device.confirm", { linkId, number: await device.shows() });
    const { origin } = new URL(parlor.url);
    const body = { code, claim: device.claim, keep: "cookie" };
    const { headers, answer } = await ask(parlor.url, "/api/v1/device.collect", { headers: { origin }, body });
    expect(String(headers["set-cookie"])).toMatch(/;\s*HttpOnly/i);
    expect(answer?.ok && answer.value).not.toHaveProperty("token");
    const [cookie = ""] = String(headers["set-cookie"]).split(";");
    const current = await ask(parlor.url, "/api/v1/session.current", { headers: { origin, cookie } });
    expect(current).toMatchObject({ answer: { value: { person: { id: ada.id } } } });
  });

  test("DEV-4 CON-3 a socket without a session uses a link too, and has the session from then on", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    const device = await Guest.connects(parlor.url);
    const claim = secret();
    const { number } = await device.gets("device.claim", { code, claim });
    const waiting = await device.isRefused("device.collect", { code, claim, keep: "token" });
    expect(waiting).toMatchObject({ code: "link_waiting", retryAfterMs: expect.any(Number) });
    await ada.gets("device.confirm", { linkId, number });
    expect(await device.gets("device.check", { code, claim })).toMatchObject({ confirmed: true });
    const { sessionId } = await device.gets("device.collect", { code, claim, keep: "token" });
    expect(await device.gets("session.current", {})).toMatchObject({ sessionId, person: { id: ada.id } });
    await ada.gets("session.end", { sessionId });
    await device.isCut(1_000);
  });

  test("DEV-6 a link ends with the session that made it, also when it was confirmed already", async () => {
    const ada = await Guest.arrives(parlor.url);
    const phone = await addsDevice(ada);
    const [unused, confirmed] = [await phone.gets("device.offer", {}), await phone.gets("device.offer", {})];
    const device = new NewDevice(confirmed.code);
    await phone.gets("device.confirm", { linkId: confirmed.linkId, number: await device.shows() });
    await ada.gets("session.endOthers", {});
    expect(await device.collects()).toMatchObject(refused("link_ended"));
    expect(await new NewDevice(unused.code).claims()).toMatchObject(refused("link_ended"));
    expect((await ada.gets("session.list", {})).devices).toHaveLength(1);
  });

  test("DEV-1 a person has three links at a time: a fourth ends the oldest", async () => {
    const ada = await Guest.arrives(parlor.url);
    const offers = [];
    for (let made = 0; made < 4; made += 1) offers.push(await ada.gets("device.offer", {}));
    const claimed = await Promise.all(offers.map(({ code }) => new NewDevice(code).claims()));
    expect(claimed.map(({ answer }) => answer?.ok)).toEqual([false, true, true, true]);
  });

  test.runIf(canOwn)("DEV-5 no secret of a link is in the log or on disk", async () => {
    const own = await ownParlor({ LOG_LEVEL: "trace" });
    const ada = await Guest.arrives(own.url);
    const { linkId, code } = await ada.gets("device.offer", {});
    const device = new NewDevice(code, own.url);
    await ada.gets("device.confirm", { linkId, number: await device.shows() });
    await device.collects();
    await own.stop();
    const files = await Promise.all(
      ["parlor.db", "parlor.db-wal"].map((name) => readFile(join(own.dataDir, name)).catch(() => Buffer.alloc(0))),
    );
    expect(files[0]?.length).toBeGreaterThan(0);
    for (const said of [code, device.claim]) {
      expect(own.log).not.toContain(said);
      for (const file of files)
        expect(file.includes(said) || file.includes(Buffer.from(said, "base64url"))).toBe(false);
    }
  });
});

describe("CON-7 DEV-7 a person's devices", () => {
  test("DEV-7 the list has the person's own sessions, says which one asks, and holds no secret", async () => {
    const [ada, bo] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const phone = await addsDevice(ada);
    await ada.hears("device.changed");
    const { devices } = await ada.gets("session.list", {});
    expect(devices).toHaveLength(2);
    expect(devices[0]).toMatchObject({ isThis: true });
    expect(devices[1]).toMatchObject({ isThis: false, label: "Firefox on Linux" });
    for (const device of devices) {
      expect(Math.abs(device.createdAt - Date.now())).toBeLessThan(60_000);
      expect(Object.keys(device)).toEqual(expect.not.arrayContaining(["token", "tokenHash", "address"]));
    }
    expect(JSON.stringify(devices)).not.toContain(ada.token);
    const seenByPhone = (await phone.gets("session.list", {})).devices;
    expect(seenByPhone[0]).toMatchObject({ isThis: true, sessionId: devices[1]?.sessionId });
    const theirs = (await bo.gets("session.list", {})).devices;
    expect(theirs.map(({ sessionId }) => sessionId)).not.toContain(devices[0]?.sessionId);
  });

  test("CON-7 another person's session, one that is over and one that never was are all not found", async () => {
    const [ada, mal] = [await Guest.arrives(parlor.url), await Guest.arrives(parlor.url)];
    const [device] = (await ada.gets("session.list", {})).devices;
    const absent = await mal.emits("session.end", { sessionId: randomUUID() });
    expect(absent).toMatchObject({ ok: false, error: { code: "session_not_found" } });
    expect(await mal.emits("session.end", { sessionId: device?.sessionId })).toEqual(absent);
    expect(await mal.emits("session.end", { sessionId: device?.sessionId, release: true })).toEqual(absent);
    expect(await mal.gets("session.endOthers", {})).toEqual({ ended: 0 });
    expect(await ada.gets("session.current", {})).toMatchObject({ person: { id: ada.id } });
  });

  test("CON-7 one device signs another out: its socket is cut within a second and its token ends", async () => {
    const ada = await Guest.arrives(parlor.url);
    const [other, third] = [await addsDevice(ada), await addsDevice(ada)];
    const { sessionId } = await other.gets("session.current", {});
    expect(await ada.gets("session.end", { sessionId: sessionId.toUpperCase(), release: true })).toEqual({
      released: false,
    });
    await other.hears("session.ended");
    await other.isCut(1_000);
    await third.hears("device.changed", (changed) => changed.linkId === undefined);
    expect(await command(parlor.url, "session.current", {}, other.token)).toMatchObject({ status: 401 });
    expect(await ada.isRefused("session.end", { sessionId })).toMatchObject({ code: "session_not_found" });

    const ended = await command(parlor.url, "session.endOthers", {}, ada.token);
    expect(ended).toMatchObject({ answer: { value: { ended: 1 } } });
    await third.isCut(1_000);
    expect(await command(parlor.url, "session.current", {}, third.token)).toMatchObject({ status: 401 });
    expect((await ada.gets("session.list", {})).devices).toMatchObject([{ isThis: true }]);
  });

  test("CON-7 a device may name itself, and is signed out as without a name", async () => {
    const ada = await Guest.arrives(parlor.url);
    const { sessionId } = await ada.gets("session.current", {});
    expect(await ada.gets("session.end", { sessionId })).toEqual({});
    await ada.hears("session.ended");
    await ada.isCut(1_000);
  });
});
