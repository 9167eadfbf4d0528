import { describe, expect, test } from "vitest";
import { clientId, freshName, Guest } from "./guest.ts";
import { ask, command } from "./http-door.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";

const parlor = liveParlor();

/** A cookie session, as a browser on Parlor's own page gets it. */
async function cookieOf(url: string, origin = new URL(url).origin): Promise<string> {
  const { headers } = await ask(url, "/api/v1/session.start", {
    headers: { origin },
    body: { displayName: freshName(), keep: "cookie" },
  });
  return String(headers["set-cookie"]).split(";")[0] ?? "";
}

describe("CON-1 hello", () => {
  test("CON-1 hello comes first, with version, epoch and clock; self only when the session is known", async () => {
    const ada = await Guest.arrives(parlor.url);
    expect(ada.heard[0]).toEqual({
      name: "hello",
      payload: {
        protocol: { major: 1, minor: expect.any(Number) },
        epoch: expect.stringMatching(/^[0-9a-f]{16}$/),
        now: expect.any(Number),
      },
    });
    const again = await ada.onAnotherSocket();
    expect(again.heard[0]).toMatchObject({
      name: "hello",
      payload: { self: { person: { id: ada.id, name: ada.name } } },
    });
  });
});

describe("CON-2 who is it", () => {
  test("CON-2 a token in the handshake or as a bearer names the session", async () => {
    const ada = await Guest.arrives(parlor.url);
    const socket = await ada.onAnotherSocket();
    const http = await command(parlor.url, "session.current", {}, ada.token);
    expect(await socket.asks("session.current", {})).toEqual(http.answer);
  });

  test("CON-2 a cookie names the session on both doors", async () => {
    const origin = new URL(parlor.url).origin;
    const cookie = await cookieOf(parlor.url);
    const { answer } = await ask(parlor.url, "/api/v1/session.current", { headers: { origin, cookie } });
    expect(answer).toMatchObject({ ok: true });
    const guest = await Guest.connects(parlor.url, {}, { extraHeaders: { origin, cookie } });
    expect(await guest.asks("session.current", {})).toEqual(answer);
  });

  test.each(["x", "A".repeat(43), ""])(
    "CON-2 the token %j refuses the connection with unauthenticated",
    async (token) => {
      await expect(Guest.connects(parlor.url, { token })).rejects.toThrow("unauthenticated");
    },
  );

  test("CON-2 an ended token refuses it too", async () => {
    const ada = await Guest.arrives(parlor.url);
    await command(parlor.url, "session.end", {}, ada.token);
    await expect(Guest.connects(parlor.url, { token: ada.token })).rejects.toThrow("unauthenticated");
  });

  test("CON-2 a stale cookie leaves the socket anonymous", async () => {
    const origin = new URL(parlor.url).origin;
    const cookie = `${(await cookieOf(parlor.url)).split("=")[0]}=${"A".repeat(43)}`;
    const guest = await Guest.connects(parlor.url, {}, { extraHeaders: { origin, cookie } });
    expect(guest.all("hello")[0]).not.toHaveProperty("self");
    expect(await guest.asks("session.start", { displayName: freshName(), keep: "token" })).toMatchObject({ ok: true });
  });
});

describe("CON-3 anonymous", () => {
  test("CON-3 without a session only place.about and session.start are answered", async () => {
    const guest = await Guest.connects(parlor.url);
    expect(await guest.asks("place.about", {})).toMatchObject({ ok: true, value: { peopleHere: expect.any(Number) } });
    for (const name of ["session.current", "session.end", "channel.list"] as const) {
      expect(await guest.isRefused(name, {})).toMatchObject({ code: "unauthenticated" });
    }
    expect(await guest.isRefused("channel.view", { channelId: "000000000000" })).toMatchObject({
      code: "unauthenticated",
    });
    expect(await guest.asks("session.start", { displayName: freshName(), keep: "token" })).toMatchObject({ ok: true });
  });

  test(
    "CON-3 a socket without a session is closed after 10 s, one with a session is not",
    { timeout: 20_000 },
    async () => {
      const [silent, ada] = [await Guest.connects(parlor.url), await Guest.arrives(parlor.url)];
      const since = performance.now();
      await silent.isCut(12_000);
      expect(performance.now() - since).toBeGreaterThan(9_000);
      expect(await ada.asks("session.current", {})).toMatchObject({ ok: true });
    },
  );
});

describe("CON-4 versions", () => {
  test("CON-4 another major is refused with upgrade_required, the same one passes", async () => {
    await expect(Guest.connects(parlor.url, { protocol: 2 })).rejects.toThrow("upgrade_required");
    await expect(Guest.connects(parlor.url, { protocol: 0 })).rejects.toThrow("upgrade_required");
    await Guest.connects(parlor.url, { protocol: 1 });
  });
});

describe("CON-5 acks", () => {
  test("CON-5 a command without an ack is not run; protocol.error says so", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    ada.socket.emit("message.send", { channelId, clientId: clientId(), text: "into the void" });
    const error = await ada.hears("protocol.error");
    expect(error).toMatchObject({ code: expect.any(String), message: expect.any(String), command: "message.send" });
    expect((await ada.gets("message.page", { channelId })).messages).toEqual([]);
  });
});

describe("CON-6 a stop", () => {
  test.runIf(canOwn)(
    "CON-6 clients are told when to come back, what is in flight is answered, then all close",
    async () => {
      const own = await ownParlor();
      const guests = await Promise.all(Array.from({ length: 12 }, () => Guest.arrives(own.url)));
      const [ada] = guests;
      const channelId = (await ada?.makesChannel()) ?? "";
      const inFlight = guests.map((guest) =>
        guest.asks("message.send", { channelId, clientId: clientId(), text: "just in time" }),
      );
      const stopped = own.stop();
      const answers = await Promise.all(inFlight);
      for (const answer of answers)
        expect(answer.ok || answer.error.code).toSatisfy((said) => said === true || said === "unavailable");
      const waits = await Promise.all(guests.map(async (guest) => (await guest.hears("server.draining")).retryAfterMs));
      expect(new Set(waits).size).toBeGreaterThan(6);
      await Promise.all(guests.map((guest) => guest.isCut()));
      expect(await stopped).toBe(0);

      await own.start();
      const back = await Guest.connects(own.url, { token: ada?.token });
      const { head } = await back.gets("message.page", { channelId });
      expect(head).toBe(answers.filter((answer) => answer.ok).length);
    },
  );
});

describe("CON-7 the end of a session", () => {
  test("CON-7 each of its sockets hears session.ended and is closed; nothing is accepted any more", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const second = await ada.onAnotherSocket();
    expect(await second.asks("session.end", {})).toEqual({ ok: true, value: {} });
    await Promise.all([ada, second].map((guest) => guest.hears("session.ended")));
    const late = await ada
      .asks("message.send", { channelId, clientId: clientId(), text: "one more" })
      .catch(() => undefined);
    // Either the connection was gone already, or the answer is a refusal.
    expect(late === undefined || (!late.ok && late.error.code === "unauthenticated")).toBe(true);
    await Promise.all([ada, second].map((guest) => guest.isCut()));
    expect(await command(parlor.url, "session.current", {}, ada.token)).toMatchObject({ status: 401 });
    const bo = await Guest.arrives(parlor.url);
    expect((await bo.gets("message.page", { channelId })).messages).toEqual([]);
  });

  test("CON-7 ended over HTTP, its sockets are cut all the same", async () => {
    const ada = await Guest.arrives(parlor.url);
    await command(parlor.url, "session.end", {}, ada.token);
    await ada.hears("session.ended");
    await ada.isCut();
  });
});

describe("CON-8 origins", () => {
  const foreign = (own: string): string[] => {
    const { port, hostname } = new URL(own);
    return [
      "https://evil.example",
      "null",
      `https://${hostname}:${port}`,
      `http://${hostname}:1`,
      `http://${hostname}.evil.example:${port}`,
      `${own}/`,
    ];
  };

  test("CON-8 a foreign, null, look-alike, wrong-port or wrong-scheme Origin is refused with 403 on both doors", async () => {
    const cookie = await cookieOf(parlor.url);
    for (const origin of foreign(new URL(parlor.url).origin)) {
      const http = await ask(parlor.url, "/api/v1/session.current", { headers: { origin, cookie } });
      expect(http, origin).toMatchObject({ status: 403, answer: { error: { code: "origin_refused" } } });
      const polling = await ask(parlor.url, "/socket.io/?EIO=4&transport=polling", {
        method: "GET",
        headers: { origin, cookie },
      });
      expect(polling.status, origin).toBe(403);
      await expect(Guest.connects(parlor.url, {}, { extraHeaders: { origin, cookie } }), origin).rejects.toThrow();
    }
  });

  test("CON-8 a cookie without an Origin is refused, a program without either is not", async () => {
    const cookie = await cookieOf(parlor.url);
    expect(await ask(parlor.url, "/api/v1/session.current", { headers: { cookie } })).toMatchObject({ status: 403 });
    expect(
      (await ask(parlor.url, "/socket.io/?EIO=4&transport=polling", { method: "GET", headers: { cookie } })).status,
    ).toBe(403);
    await expect(Guest.connects(parlor.url, {}, { extraHeaders: { cookie } })).rejects.toThrow();
    expect(await command(parlor.url, "place.about", {})).toMatchObject({ status: 200 });
  });

  test.each(["https://bot.example", "null", "http://localhost:1", "chrome-extension://abcdef", "not an origin"])(
    "CON-8 a client without our cookie may send the Origin %s, and a load balancer's cookie, on every transport",
    async (origin) => {
      const ada = await Guest.arrives(parlor.url);
      const headers = { origin, cookie: "AWSALB=a; SERVERID=b" };
      const bearer = { ...headers, authorization: `Bearer ${ada.token}` };
      expect(await ask(parlor.url, "/api/v1/session.current", { headers: bearer })).toMatchObject({ status: 200 });
      for (const transports of [["websocket"], ["polling"], ["polling", "websocket"]]) {
        const options = { transports, extraHeaders: headers };
        const again = await Guest.connects(parlor.url, { token: ada.token }, options);
        expect(await again.asks("session.current", {})).toMatchObject({ ok: true });
        const stranger = await Guest.connects(parlor.url, {}, options);
        const input = { displayName: freshName(), keep: "token" } as const;
        expect(await stranger.asks("session.start", input)).toMatchObject({ ok: true });
      }
    },
  );

  test("CON-8 a page elsewhere cannot sign its visitor in: no cookie is set, and no name taken", async () => {
    for (const origin of ["https://evil.example", "null"]) {
      const displayName = freshName();
      const input = { headers: { origin }, body: { displayName, keep: "cookie" } };
      const refused = await ask(parlor.url, "/api/v1/session.start", input);
      expect(refused).toMatchObject({ status: 403, answer: { error: { code: "origin_refused" } } });
      expect(refused.headers["set-cookie"]).toBeUndefined();
      const taken = await command(parlor.url, "session.start", { displayName, keep: "token" });
      expect(taken).toMatchObject({ status: 200 });
    }
  });

  test("CON-8 a page elsewhere cannot sign its visitor out with a session of its own", async () => {
    const { token } = await Guest.arrives(parlor.url);
    const headers = { origin: "https://evil.example", authorization: `Bearer ${token}` };
    const ended = await ask(parlor.url, "/api/v1/session.end", { headers });
    expect(ended.status).toBe(200);
    expect(ended.headers["set-cookie"]).toBeUndefined();
  });

  test("CON-8 no answer lets a page elsewhere read it", async () => {
    const headers = { origin: "https://evil.example" };
    const answer = await ask(parlor.url, "/api/v1/place.about", { headers });
    const polled = await ask(parlor.url, "/socket.io/?EIO=4&transport=polling", { method: "GET", headers });
    for (const { headers: sent } of [answer, polled]) expect(sent["access-control-allow-origin"]).toBeUndefined();
  });

  test.runIf(canOwn)("CON-8 with a public URL, exactly its origin may ask", async () => {
    const own = await ownParlor({ PUBLIC_URL: "https://parlor.example.org" });
    const origin = "https://parlor.example.org";
    const cookie = await cookieOf(own.url, origin);
    expect(await ask(own.url, "/api/v1/session.current", { headers: { origin, cookie } })).toMatchObject({
      status: 200,
    });
    expect(await ask(own.url, "/api/v1/session.current", { headers: { origin: own.url, cookie } })).toMatchObject({
      status: 403,
    });
  });
});

describe.runIf(canOwn)("CON-10 a page at another address", () => {
  test("CON-10 is told the right one by everything it asks, before and after it has a cookie", async () => {
    const own = await ownParlor({ PUBLIC_URL: "https://parlor.example.org, http://parlor.lan:3000" });
    const told = { ok: false, error: { code: "origin_refused", address: "https://parlor.example.org/" } };
    const origin = "http://10.0.0.5:3000";
    for (const page of [{ "x-parlor": "1" }, { cookie: "__Host-parlor=stale" }]) {
      const headers = { origin, ...page };
      expect(await ask(own.url, "/api/v1/session.current", { headers })).toMatchObject({ status: 403, answer: told });
      for (const asked of [{ method: "GET" }, { body: "40" }]) {
        const polled = await ask(own.url, "/socket.io/?EIO=4&transport=polling", { ...asked, headers });
        expect(polled).toMatchObject({ status: 403, answer: told });
      }
      const upgrade = { ...headers, connection: "upgrade", upgrade: "websocket", "sec-websocket-version": "13" };
      const path = "/socket.io/?EIO=4&transport=websocket";
      const refused = await ask(own.url, path, { method: "GET", headers: { ...upgrade, "sec-websocket-key": "eA==" } });
      expect(refused).toMatchObject({ status: 403, answer: told });
    }
  });

  test("CON-10 each address of a list has a cookie of its kind, and both are let in", async () => {
    const own = await ownParlor({ PUBLIC_URL: "https://parlor.example.org, http://parlor.lan:3000" });
    for (const [origin, name] of [
      ["https://parlor.example.org", "__Host-parlor"],
      ["http://parlor.lan:3000", "parlor"],
    ] as const) {
      const cookie = await cookieOf(own.url, origin);
      expect(cookie.split("=")[0]).toMatch(new RegExp(`^${name}-[0-9a-f]{8}$`));
      expect(await ask(own.url, "/api/v1/session.current", { headers: { origin, cookie } })).toMatchObject({
        status: 200,
      });
      await Guest.connects(own.url, {}, { extraHeaders: { origin, cookie } });
    }
  });
});
