import { randomUUID } from "node:crypto";
import { type ChannelId, type CommandName, commands } from "@parlor/protocol";
import { describe, expect, test } from "vitest";
import { arrive } from "./arrive.ts";
import { clientId, Guest } from "./guest.ts";
import { command as overHttp } from "./http-door.ts";
import { liveParlor } from "./live-parlor.ts";
import { bytes32, envelope, frames, hashOf, knocks, makesKey, record, sendsSealed, talk } from "./wire-keys.ts";

const parlor = liveParlor();

const neverWas = "000000000000";
const gone = "channel_not_found";

/** Who asks: somebody else, those who would have no more of the other one of the two, and those a conversation is for. */
const roles = ["stranger", "blocker", "decliner", "participant", "asker", "asked"] as const;
type Role = (typeof roles)[number];
/** What they name: a channel another person made, one that was archived, nothing at all, a conversation of two others, and their own. */
type Target = "channel" | "archived" | "never" | "theirs" | "own";

type Outcome = "ok" | typeof gone | "not_allowed";
/** For the caller's own conversation, an outcome by role; a stranger has none. */
interface Row {
  input(id: ChannelId, target: Target): Record<string, unknown>;
  channel: Outcome;
  /** Of a conversation of others, an archived channel and nothing: always the same. */
  absent: Outcome;
  own: Record<Exclude<Role, "stranger">, Outcome>;
}

const nobody = { blocker: gone, decliner: gone, participant: gone, asker: gone, asked: gone } as const;
const everybody = { blocker: "ok", decliner: "ok", participant: "ok", asker: "ok", asked: "ok" } as const;
const readers = { ...everybody, blocker: gone, decliner: gone } as const;

/** The one table of who may do what with a room. */
const table: Partial<Record<CommandName, Row>> = {
  "channel.rename": {
    input: (channelId) => ({ channelId, name: `room ${randomUUID().slice(0, 8)}` }),
    channel: "not_allowed",
    absent: gone,
    own: nobody,
  },
  "channel.archive": { input: (channelId) => ({ channelId }), channel: "not_allowed", absent: gone, own: nobody },
  "channel.restore": { input: (channelId) => ({ channelId }), channel: "not_allowed", absent: gone, own: nobody },
  // A hook's address can be made by everybody who can write there, and by nobody for a private conversation.
  "hook.create": { input: (channelId) => ({ channelId, label: "Builds" }), channel: "ok", absent: gone, own: nobody },
  "hook.list": { input: (channelId) => ({ channelId }), channel: "ok", absent: gone, own: nobody },
  "channel.view": { input: (channelId) => ({ channelId }), channel: "ok", absent: gone, own: readers },
  "channel.unview": { input: (channelId) => ({ channelId }), channel: "ok", absent: "ok", own: everybody },
  "message.page": { input: (channelId) => ({ channelId }), channel: "ok", absent: gone, own: readers },
  "message.send": {
    input: (channelId, target) => ({
      channelId,
      clientId: clientId(),
      text: target === "channel" ? "hello" : envelope(),
    }),
    channel: "ok",
    absent: gone,
    own: { ...nobody, participant: "ok", asker: "ok" },
  },
  "presence.typing": {
    input: (channelId) => ({ channelId, typing: true }),
    channel: "ok",
    absent: gone,
    own: { ...nobody, participant: "ok" },
  },
  "private.answer": {
    // What changes nothing for anyone whom the table lets do it, so that rows do not depend on their order.
    input: (channelId) => ({ channelId, answer: "unblock" }),
    channel: gone,
    absent: gone,
    own: everybody,
  },
};

interface Cast {
  guests: Record<Role, Guest>;
  targets: Record<Exclude<Target, "own">, ChannelId>;
  own: Record<Exclude<Role, "stranger">, ChannelId>;
}

async function cast(): Promise<Cast> {
  const arrive = () => Guest.arrives(parlor.url);
  const [maker, other] = [await arrive(), await arrive()];
  const guests = {
    stranger: await arrive(),
    blocker: await arrive(),
    decliner: await arrive(),
    participant: await arrive(),
    asker: await arrive(),
    asked: await arrive(),
  };
  const { blocker, decliner, participant, asker, asked } = guests;
  const archived = await maker.makesChannel();
  await maker.gets("channel.archive", { channelId: archived });
  const blocked = await talk(maker, blocker);
  await blocker.gets("private.answer", { channelId: blocked, answer: "block" });
  const declined = await knocks(maker, await makesKey(decliner));
  await decliner.gets("private.answer", { channelId: declined, answer: "decline" });
  return {
    guests,
    targets: {
      channel: await maker.makesChannel(),
      archived,
      never: neverWas,
      theirs: await talk(maker, other),
    },
    own: {
      blocker: blocked,
      decliner: declined,
      participant: await talk(participant, maker),
      asker: await knocks(asker, await makesKey(maker)),
      asked: await knocks(maker, await makesKey(asked)),
    },
  };
}

function outcome(answer: { ok: true } | { ok: false; error: { code: string } }): string {
  return answer.ok ? "ok" : answer.error.code;
}

describe("who may do what with a room", () => {
  test("PRIV-4 the table has every command that names a room", () => {
    const naming = Object.entries(commands).filter(([, { input }]) => "shape" in input && "channelId" in input.shape);
    expect(naming.map(([name]) => name).toSorted()).toEqual(Object.keys(table).toSorted());
  });

  test("PRIV-4 CH-4 CH-7 each command, for each caller and each kind of room, does what the table says, over both doors", async () => {
    const { guests, targets, own } = await cast();
    const wrong: string[] = [];
    const check = (what: string, found: unknown, wanted: unknown) => {
      if (JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(`${what}: ${JSON.stringify(found)}`);
    };
    for (const [name, row] of Object.entries(table) as [CommandName, Row][]) {
      for (const role of roles) {
        const guest = guests[role];
        const absent = await guest.emits(name, row.input(neverWas, "never"));
        const absentOverHttp = await overHttp(parlor.url, name, row.input(neverWas, "never"), guest.token);
        const judge = async (target: Target, id: ChannelId, wanted: Outcome) => {
          const what = `${name} by ${role} on ${target}`;
          const answer = await guest.emits(name, row.input(id, target));
          check(what, outcome(answer), wanted);
          // Forbidden and absent: the same body, to the letter.
          if (wanted === gone) check(`${what}, beside nothing`, answer, absent);
          if (commands[name].audience === "socket") return;
          const reply = await overHttp(parlor.url, name, row.input(id, target), guest.token);
          check(`${what} over HTTP`, reply.answer && outcome(reply.answer), wanted);
          if (wanted === gone) check(`${what} over HTTP, beside nothing`, reply.body, absentOverHttp.body);
          if (wanted === gone) check(`${what}, status`, reply.status, absentOverHttp.status);
        };
        await judge("channel", targets.channel, row.channel);
        for (const target of ["archived", "never", "theirs"] as const) await judge(target, targets[target], row.absent);
        // Last of all for who blocked: taking that back is what the last row does.
        if (role !== "stranger") await judge("own", own[role], row.own[role]);
      }
    }
    expect(wrong).toEqual([]);
  });

  test("PRIV-2 another person's key is as absent as one that never was, and cannot be ended or taken over", async () => {
    const [ada, mal] = await arrive(parlor.url, 2);
    const key = await makesKey(ada);
    for (const name of ["private.refresh", "private.revoke"] as const) {
      const input = (keyId: string) => ({ keyId, ...(name === "private.refresh" && { record: record() }) });
      const forbidden = await mal.emits(name, input(key.keyId));
      expect(forbidden).toEqual(await mal.emits(name, input(randomUUID())));
      expect(forbidden).toMatchObject({ ok: false, error: { code: "key_not_found" } });
    }
    const made = { keyId: randomUUID(), lookupHash: hashOf(bytes32()), record: record(), replaces: key.keyId };
    await mal.gets("private.create", made);
    const another = hashOf(bytes32());
    const underItsId = { ...made, keyId: key.keyId, lookupHash: another };
    expect(await mal.isRefused("private.create", underItsId)).toMatchObject({ code: "key_taken" });
    const { keyId, lookupHash } = key;
    for (const taken of [{ lookupHash }, { keyId, lookupHash }])
      expect(await mal.isRefused("private.create", { ...made, ...taken })).toMatchObject({ code: "key_taken" });
    expect((await mal.gets("private.find", { lookup: key.lookup })).owner.id).toBe(ada.id);
    expect((await mal.gets("private.keys", {})).keys.map((own) => own.keyId)).toEqual([made.keyId]);
  });
});

test("PRIV-4 no frame about a conversation reaches anyone but its two people", async () => {
  const [ada, bo, mal] = await arrive(parlor.url, 3);
  const twin = await mal.onAnotherSocket();
  const [heard, heardByTwin, heardByBo] = [frames(mal), frames(twin), frames(bo)];
  for (const guest of [mal, twin]) {
    const { channels } = await guest.gets("channel.list", { watch: true });
    for (const { id } of channels.slice(0, 40)) await guest.gets("channel.view", { channelId: id });
  }
  const key = await makesKey(bo);
  const id = await knocks(ada, key);
  for (const guest of [mal, twin]) await guest.isRefused("channel.view", { channelId: id });
  await bo.gets("private.answer", { channelId: id, answer: "accept" });
  for (const guest of [ada, bo]) {
    const { channel, here } = await guest.gets("channel.view", { channelId: id });
    expect([channel, here]).toEqual([undefined, { count: 0, people: [] }]);
  }
  const text = envelope();
  await sendsSealed(ada, id, text);
  await ada.gets("presence.typing", { channelId: id, typing: true });
  await sendsSealed(bo, id);
  await bo.gets("channel.unview", { channelId: id });
  await bo.gets("private.answer", { channelId: id, answer: "block" });
  // A pulse comes within a second of what it tells of; this message brings one after all of the above.
  const { channels } = await mal.gets("channel.list", {});
  const general = channels.find(({ isDefault }) => isDefault)?.id ?? "";
  await ada.sends(general, "to everyone");
  for (const guest of [mal, twin])
    await guest.hears("channel.pulse", ({ pulses }) => pulses.some(({ channelId }) => channelId === general));
  for (const guest of [mal, twin]) await guest.isCaughtUp();

  expect(heardByBo.some((frame) => frame.includes(id) && frame.includes(text))).toBe(true);
  for (const frame of [...heard, ...heardByTwin]) {
    // The refusal of what it asked for names no id; nothing else may either.
    expect(frame).not.toContain(id);
    expect(frame).not.toContain(text.slice(3, 60));
    expect(frame).not.toContain(key.keyId);
  }
  const list = await mal.gets("channel.list", {});
  expect(JSON.stringify(list)).not.toContain(id);
  expect((await mal.gets("private.list", {})).conversations).toEqual([]);
});
