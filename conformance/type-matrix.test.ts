import { type CommandName, commands } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { clientId, Guest } from "./guest.ts";
import { command as overHttp } from "./http-door.ts";
import { liveParlor } from "./live-parlor.ts";

const parlor = liveParlor();
const channelId = "000000000000";
const uuid = "00000000-0000-4000-8000-000000000000";
const bytes = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

/** One input per command that is well formed, so that exactly one thing is wrong at a time. */
const wellFormed: Record<CommandName, Record<string, unknown>> = {
  "place.about": {},
  "session.start": { displayName: "Matrix", keep: "token", once: bytes, probed: true },
  "session.current": {},
  "session.ways": {},
  "session.end": { release: false, sessionId: uuid },
  "session.endOthers": {},
  "session.list": {},
  "device.offer": {},
  "device.look": { linkId: uuid },
  "device.confirm": { linkId: uuid, number: 42 },
  "device.cancel": { linkId: uuid },
  "device.claim": { code: bytes, claim: bytes },
  "device.leave": { code: bytes, claim: bytes },
  "device.check": { code: bytes, claim: bytes },
  "device.collect": { code: bytes, claim: bytes, keep: "token" },
  "person.rename": { displayName: "Matrix" },
  "person.read": { personIds: ["00000000-0000-4000-8000-000000000000"] },
  "channel.create": { name: "matrix", about: "all of it" },
  "channel.rename": { channelId, name: "matrix", about: "all of it" },
  "channel.archive": { channelId },
  "channel.restore": { channelId, newName: "matrix" },
  "channel.list": { watch: false },
  "channel.listArchived": { channelIds: [channelId] },
  "channel.view": { channelId, have: { epoch: "0123456789abcdef", seq: 0 } },
  "channel.unview": { channelId },
  "message.send": { channelId, clientId: clientId(), text: "hello", after: clientId() },
  "message.page": { channelId, before: 5, limit: 10 },
  "presence.typing": { channelId, typing: true },
  "presence.away": { away: true },
  "hook.create": { channelId, label: "Matrix" },
  "hook.list": { channelId },
  "hook.revoke": { hookId: uuid },
  "private.about": {},
  "private.create": {
    keyId: uuid,
    lookupHash: bytes,
    record: bytes + bytes,
    expiresAt: 4_000_000_000_000,
    uses: 3,
    replaces: uuid,
  },
  "private.refresh": { keyId: uuid, record: bytes + bytes },
  "private.revoke": { keyId: uuid },
  "private.keys": {},
  "private.find": { lookup: bytes },
  "private.open": { lookup: bytes },
  "private.list": {},
  "private.answer": { channelId, answer: "accept" },
  "keyring.read": { after: "identity" },
  "keyring.put": { items: [{ id: "identity", rev: 1, sealed: bytes }] },
  "recovery.set": { loginHash: bytes, fresh: false },
  "session.recover": { login: bytes, keep: "token" },
};

/** `after` excludes `before`, so it gets a form of its own. */
const alternatives: [CommandName, Record<string, unknown>][] = [["message.page", { channelId, after: 5 }]];

const optional = new Set([
  "about",
  "watch",
  "have",
  "before",
  "after",
  "limit",
  "expiresAt",
  "uses",
  "replaces",
  "release",
  "once",
  "sessionId",
  "probed",
  "newName",
  "channelIds",
]);
const deep = (levels: number): unknown => JSON.parse(`${"[".repeat(levels)}${"]".repeat(levels)}`);

/** What no field of ours takes. A string or number of the wrong kind is added where the field has another type. */
const hostile: Record<string, unknown> = {
  null: null,
  "an array": [],
  "an object": {},
  "a nested object": { a: { b: { c: {} } } },
  "2,000 arrays": deep(2_000),
  "an operator": { $ne: null },
  "a prototype": JSON.parse(`{"__proto__":{"admin":true}}`),
  "a huge string": "x".repeat(60_000),
  "a huge number": 1e300,
  "a fraction": 0.5,
  "a negative number": -1,
};

function inputsOf(input: Record<string, unknown>): [string, unknown][] {
  const cases: [string, unknown][] = [
    ["unknown field", { ...input, admin: true }],
    ["unknown field of another command", { ...input, seq: 1, by: "me", at: 0 }],
    [
      "__proto__ as a field",
      JSON.parse(JSON.stringify(input).replace(/^\{/, `{"__proto__":{"x":1}${Object.keys(input).length ? "," : ""}`)),
    ],
    ["null as input", null],
    ["a string as input", "input"],
    ["an array as input", [input]],
  ];
  for (const [field, good] of Object.entries(input)) {
    if (!optional.has(field))
      cases.push([`${field} absent`, Object.fromEntries(Object.entries(input).filter(([name]) => name !== field))]);
    cases.push([
      `${field} as ${typeof good === "string" ? "a number" : "a string"}`,
      { ...input, [field]: typeof good === "string" ? 7 : "seven" },
    ]);
    if (typeof good !== "boolean") cases.push([`${field} as a boolean`, { ...input, [field]: true }]);
    for (const [what, value] of Object.entries(hostile))
      cases.push([`${field} as ${what}`, { ...input, [field]: value }]);
    if (Array.isArray(good)) {
      for (const [what, value] of Object.entries(hostile))
        cases.push([`an element of ${field} as ${what}`, { ...input, [field]: [...good, value] }]);
      const [element] = good as unknown[];
      if (typeof element === "object" && element !== null) {
        for (const [inner, value] of inputsOf(element as Record<string, unknown>))
          cases.push([`an element of ${field}: ${inner}`, { ...input, [field]: [...good, value] }]);
      }
    } else if (typeof good === "object" && good !== null) {
      for (const [inner, value] of inputsOf(good as Record<string, unknown>))
        cases.push([`${field}: ${inner}`, { ...input, [field]: value }]);
    }
  }
  return cases;
}

describe("API-3 type matrix", () => {
  test("API-3 the matrix covers every command of the registry and every field of its schema", () => {
    for (const [name, { input }] of Object.entries(commands)) {
      const fields = "shape" in input ? Object.keys(input.shape) : [];
      const tried = [
        wellFormed[name as CommandName],
        ...alternatives.filter(([of]) => of === name).map(([, form]) => form),
      ].flatMap((form) => Object.keys(form));
      expect(tried, name).toEqual(expect.arrayContaining(fields));
      expect(input.safeParse(wellFormed[name as CommandName]).success, name).toBe(true);
    }
  });

  test.each([...Object.entries(wellFormed), ...alternatives])(
    "API-3 every malformed input of %s is bad_request, on both doors",
    async (name, input) => {
      const ada = await Guest.arrives(parlor.url);
      const needsSocket = commands[name as CommandName].audience === "socket";
      for (const [what, malformed] of inputsOf(input)) {
        const answer = await ada.emits(name, malformed);
        expect(answer, what).toMatchObject({ ok: false, error: { code: "bad_request", message: expect.any(String) } });
        expect(answer.ok ? "" : answer.error.message.length, `${what}: the message stays short`).toBeLessThan(400);
        if (needsSocket) continue;
        expect(await overHttp(parlor.url, name, malformed, ada.token), what).toMatchObject({
          status: 400,
          answer: { error: { code: "bad_request" } },
        });
      }
      expect(await ada.asks("session.current", {}), "the session lives, under its old name").toMatchObject({
        ok: true,
        value: { person: { name: ada.name } },
      });
    },
  );

  test("API-3 a refused input leaves nothing behind", async () => {
    const ada = await Guest.arrives(parlor.url);
    const own = await ada.makesChannel();
    await ada.emits("message.send", { channelId: own, clientId: clientId(), text: "hello", at: 1 });
    await ada.emits("message.send", { channelId: own, clientId: "not a uuid", text: "hello" });
    await ada.emits("message.send", {
      channelId: own,
      clientId: "00000000-0000-0000-0000-000000000000",
      text: "the nil UUID",
    });
    expect((await ada.gets("message.page", { channelId: own })).head).toBe(0);
  });

  test("API-3 more or fewer arguments than one input and an ack", async () => {
    const ada = await Guest.arrives(parlor.url);
    expect(await ada.emits("session.current", {}, {})).toMatchObject({ ok: false, error: { code: "bad_request" } });
    expect(await ada.emits("message.page")).toMatchObject({ ok: false, error: { code: "bad_request" } });
  });

  test("API-3 over HTTP a body that is no JSON is bad_request, and one that is not said to be JSON not_json", async () => {
    const ada = await Guest.arrives(parlor.url);
    const cases: [type: string, body: string, status: number, error: object][] = [
      ["application/json", "{", 400, { code: "bad_request", message: expect.stringContaining("line 1, column 2") }],
      ["application/json; charset=utf-8", "", 400, { code: "bad_request", message: "channelId: missing" }],
      ["text/plain", "{}", 415, { code: "not_json" }],
      ["application/x-www-form-urlencoded", "channelId=x", 415, { code: "not_json" }],
    ];
    for (const [type, body, status, error] of cases) {
      const reply = await fetch(`${parlor.url}/api/v1/message.page`, {
        method: "POST",
        headers: { "content-type": type, authorization: `Bearer ${ada.token}` },
        body,
      });
      expect(reply.status, `${type} ${body}`).toBe(status);
      expect(await reply.json()).toMatchObject({ ok: false, error });
    }
  });
});
