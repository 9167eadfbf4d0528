import { describe, expect, test } from "vitest";
import { clientId, Guest } from "./guest.ts";
import { frame, HostileSocket, opcodes } from "./hostile-socket.ts";
import { command } from "./http-door.ts";
import { type Held, liveMemory } from "./live-memory.ts";
import { canOwn, liveParlor, ownParlor } from "./live-parlor.ts";
import { PollingGuest } from "./polling-guest.ts";

const parlor = liveParlor();
const MB = 1_000_000;

/** What compiled code and caches may add over twenty attacks of up to 30 MB: 15 kB an attack, less than one buffer of a socket. */
const FLAT_BYTES = 0.3 * MB;

/** How long a busy machine may take to let go of connections that have ended. What is kept by mistake is kept for longer. */
const LETTING_GO = { timeout: 15_000 };

/** A server with the allowances that an operator gets, little heap, and its figures and memory open. */
async function watched(settings = {}) {
  const memory = await liveMemory();
  const own = await ownParlor({
    RATE_SEND: "60/20",
    RATE_READ: "200/40",
    RATE_CHANGE: "20/1",
    RATE_PRESENCE: "30/5",
    RATE_OPEN: "60/2",
    RATE_KNOCK: "10/0.1",
    NODE_OPTIONS: `--max-semi-space-size=1 --max-old-space-size=96 ${memory.option}`,
    METRICS_PORT: "0",
    ...settings,
  });
  const port = /Figures at port (\d+)/.exec(own.log)?.[1] ?? "";
  const figure = async (name: string): Promise<number> => {
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    const line = text.split("\n").find((line) => line.startsWith(`${name} `));
    return Number(line?.slice(name.length));
  };
  return { url: own.url, figure, memory };
}

describe("API-6 form and size", () => {
  const broken: [string, Buffer][] = [
    ["no mask", Buffer.from([0x81, 0x02, 0x34, 0x30])],
    ["a reserved bit, as of compression", Buffer.from([0xc1, 0x80, 0, 0, 0, 0])],
    ["a reserved opcode", frame("", { opcode: 11 })],
    ["a length of a terabyte", Buffer.from([0x81, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0])],
    ["a text that is not UTF-8", frame(Buffer.from([0xc3, 0x28]))],
    ["a packet of no kind", frame("49[]")],
    ["JSON that is none", frame('421["channel.list",{')],
    ["a binary packet whose parts never come", frame('451-["message.send",{"_placeholder":true,"num":0}]')],
    ["a binary part of nothing", frame("x".repeat(1_000), { opcode: opcodes.binary })],
    ["a second opening", frame("40")],
    ["a heartbeat the wrong way round", frame("2")],
    [
      "a message in sixty-six parts",
      Buffer.concat(
        Array.from({ length: 66 }, (_, n) =>
          frame("x", { opcode: n === 0 ? 1 : opcodes.continuation, isLast: n === 65 }),
        ),
      ),
    ],
  ];

  test("API-6 a frame that is broken, or is no packet of the protocol, closes the socket", async () => {
    const closing = broken.map(async ([what, bytes]) => {
      const hostile = await HostileSocket.upgraded(parlor.url);
      hostile.tcp.write(bytes);
      await hostile.isCut(what);
    });
    await Promise.all(closing);
  });

  test("API-6 a polling body holds 128 packets; with one more the socket is closed and none of them is run", async () => {
    const polling = await PollingGuest.opens(parlor.url);
    await polling.posts(["40"]);
    await polling.hears("hello");
    const about = (n: number) => `42${n}["place.about",{}]`;
    // As many answers as there may be; the rest is said to be too much, and all of it is answered.
    expect(await polling.posts(Array.from({ length: 128 }, (_, n) => about(n)))).toBe(200);
    let answers = 0;
    while (answers < 128) answers += (await polling.polls()).split("\u001E").length;
    expect(answers).toBe(128);
    await polling.posts(Array.from({ length: 129 }, (_, n) => about(n))).catch(() => undefined);
    expect(await polling.posts(["3"])).toBe(400);
  });

  test("API-6 headers without end, and requests that never end, are cut", { timeout: 40_000 }, async () => {
    const headers = new HostileSocket(parlor.url);
    headers.tcp.write("GET / HTTP/1.1\r\nHost: x\r\n");
    expect(await headers.floods(Buffer.from(`X-Flood: ${"x".repeat(1_000)}\r\n`), 10 * MB)).toBe("cut");
    const silent = new HostileSocket(parlor.url);
    const slow = new HostileSocket(parlor.url);
    slow.tcp.write(
      "POST /api/v1/place.about HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{",
    );
    await Promise.all([silent.isCut("nothing", 20_000), slow.isCut("half a request", 20_000)]);
    expect(await command(parlor.url, "place.about", {})).toMatchObject({ status: 200 });
  });
});

describe.runIf(canOwn)("API-7 floods", () => {
  test.each([
    ["WebSocket pings", frame("", { opcode: opcodes.ping })],
    ["heartbeats nobody asked for", frame("3")],
    ["answers to nothing", frame("430[]")],
    ["empty packets", frame("6")],
    ["commands without an ack", frame('42["message.send"]')],
    ["commands that are refused", frame('421["channel.list",{}]')],
  ])("API-7 a flood of %s is cut, read or not, and leaves the memory flat", { timeout: 60_000 }, async (_what, one) => {
    const { url, figure, memory } = await watched();
    const ada = await Guest.arrives(url);
    const bytes = Buffer.concat(Array.from({ length: 2_000 }, () => one));
    const attack = async (times: number): Promise<void> => {
      for (let time = 0; time < times; time += 1) {
        const hostile = await HostileSocket.upgraded(url);
        if (time % 2 === 0) hostile.tcp.pause();
        expect(await hostile.floods(bytes, 30 * MB)).toBe("cut");
      }
    };
    /** Resolves to the bytes that are held once no attacker is connected, and nothing refers to the ended connections. */
    const heldBytes = async (): Promise<number> => {
      await expect.poll(() => figure('parlor_connections{transport="websocket"}'), LETTING_GO).toBe(1);
      let held: Held | undefined;
      await expect.poll(async () => (held = await memory.held()).endedSockets, LETTING_GO).toBe(0);
      return held?.bytes ?? NaN;
    };
    await attack(20);
    const before = await heldBytes();
    await attack(20);
    expect((await heldBytes()) - before).toBeLessThan(FLAT_BYTES);
    expect(await ada.asks("session.current", {})).toMatchObject({ ok: true });
  });

  test("API-7 a client that keeps asking after refusals is cut, and its session stays", async () => {
    const { url, figure } = await watched();
    const ada = await Guest.arrives(url);
    const other = await ada.onAnotherSocket();
    while (ada.socket.connected) await ada.asks("channel.list", {}).catch(() => undefined);
    expect(await figure("parlor_flooding_clients_cut_total")).toBe(1);
    expect(await other.asks("person.read", { personIds: [] })).not.toMatchObject({
      error: { code: "unauthenticated" },
    });
  });
});

describe("CON-7 the end of a session, under way", () => {
  test("CON-7 of what its sockets send meanwhile, exactly what was acknowledged is stored, and nothing after the end", async () => {
    const ada = await Guest.arrives(parlor.url);
    const channelId = await ada.makesChannel();
    const sockets = [ada, ...(await Promise.all([1, 2, 3].map(() => ada.onAnotherSocket())))];
    const accepted: string[] = [];
    let hasEnded = false;
    const talks = async (guest: Guest): Promise<void> => {
      while (guest.socket.connected) {
        const [id, isLate] = [clientId(), hasEnded];
        const answer = await guest
          .asks("message.send", { channelId, clientId: id, text: "on and on" })
          .catch(() => undefined);
        if (answer?.ok) accepted.push(id);
        if (isLate) expect(answer?.ok).not.toBe(true);
      }
    };
    const talking = sockets.map(talks);
    await Promise.all(sockets.map((guest) => guest.sends(channelId, "a word before")));
    await command(parlor.url, "session.end", {}, ada.token);
    hasEnded = true;
    await Promise.all(talking);
    const bo = await Guest.arrives(parlor.url);
    const { head } = await bo.gets("message.page", { channelId, limit: 1 });
    // A last answer may have been lost with its connection; its message is stored once then.
    expect(head).toBeGreaterThanOrEqual(accepted.length + sockets.length);
    expect(head).toBeLessThanOrEqual(accepted.length + 2 * sockets.length);
  });
});

describe.runIf(canOwn)("R6 who polls", () => {
  test("R6 a polling client that never polls is cut at a mebibyte, and others go on", async () => {
    const { url, figure } = await watched({ RATE_SEND: "5000/5000", NODE_OPTIONS: "" });
    const ada = await Guest.arrives(url);
    const channelId = await ada.makesChannel();
    await ada.gets("channel.view", { channelId });
    const polling = await PollingGuest.opens(url);
    await polling.posts([`40${JSON.stringify({ token: ada.token })}`]);
    await polling.hears("hello");
    await polling.posts([`421["channel.view",${JSON.stringify({ channelId })}]`]);
    await polling.hears('"ok":true');
    const text = "漢".repeat(4_000);
    const send = () => ada.asks("message.send", { channelId, clientId: clientId(), text });
    for (let sent = 0; sent < 400; sent += 40) {
      const answers = await Promise.all(Array.from({ length: 40 }, send));
      expect(answers.every(({ ok }) => ok)).toBe(true);
    }
    expect(await figure("parlor_slow_clients_cut_total")).toBe(1);
    expect(await polling.posts(["3"])).toBe(400);
    expect((await ada.gets("message.page", { channelId, limit: 1 })).head).toBe(400);
  });
});
