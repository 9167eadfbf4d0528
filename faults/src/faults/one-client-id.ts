import type { Answer, AnswerOf, ChannelId, InputOf } from "@parlor/protocol";
import { check } from "../checker/check.ts";
import type { Sent, Witness } from "../checker/evidence.ts";
import { clientId } from "../rig/client-id.ts";
import type { Fault } from "../rig/fault.ts";
import { ask, type Guest, invite } from "../rig/place.ts";
import { readStored } from "../rig/stored-rows.ts";
import { envelope, knock } from "../witness/shut-out.ts";
import { WitnessSocket } from "../witness/witness-socket.ts";
import type { Stage } from "../rig/stage.ts";

const SOCKETS = 20;
const TIMES = 1_000;
/** A tenth goes through the other door. */
const BY_HTTP = 100;

/**
 * One message a thousand times at once, and again after a kill and a restart: one row, and one answer for all. Once in a channel,
 * and once to somebody who has not answered a knock yet, where few messages may stand and the copies must not count.
 */
export const oneClientId: Fault = async ({ set }) => {
  const stage = await set({
    people: 2,
    channels: 1,
    privatePairs: 0,
    settings: { COMMANDS_IN_FLIGHT: "1000" },
  });
  const [host] = stage.people;
  const [guest] = await invite(stage.direct, 1, "insistent");
  if (!guest || !host) throw new Error("nobody came");
  const inChannel = await insist(stage, guest, stage.channels[0] ?? "", () => "again");
  const inPrivate = await insist(stage, guest, await knock(stage.direct, host, guest), envelope);

  const stored = readStored(stage.parlor.dataDir);
  const sent = [...inChannel, ...inPrivate].map(({ answers, ...rest }) => ({
    ...rest,
    answers: answers.map(({ seq }) => ({ epoch: stored.epoch, seq })),
  }));
  const { counts, examples } = check({ sent, readers: [], witnesses: [], stored: [stored] });
  const why = [...examples];
  const equal = sent.map(({ answers }) => answers.length);
  for (const [at, answered] of equal.entries()) {
    // Of the even ones both thousands are answered, of the odd ones at least the second.
    const due = at % 2 === 0 ? 2 * TIMES : TIMES;
    if (answered < due) why.push(`${answered} of ${due} sends were answered with a place`);
  }
  const ids = new Set(sent.map((each) => each.clientId));
  const rows = stored.rows.filter((row) => row.session === guest.sessionId && ids.has(row.clientId)).length;
  if (rows !== sent.length) why.push(`${rows} rows for ${sent.length} messages`);
  return { counts, why, figures: { messages: sent.length, rows, equal_answers: equal } };
};

/** One message in calm, and one that the server is killed under; both again after the restart. */
async function insist(stage: Stage, guest: Guest, channelId: ChannelId, text: () => string): Promise<Sent[]> {
  const calm = { channelId, clientId: clientId(), text: text() };
  const killed = { channelId, clientId: clientId(), text: text() };
  const first = await Crush.gathered(stage, guest);
  const inCalm = await first.send(calm, TIMES);
  const { promise: anAnswer, resolve } = Promise.withResolvers<void>();
  const torn = first.send(killed, TIMES, resolve);
  await anAnswer;
  await stage.parlor.kill();
  first.close();
  const underKill = await torn;
  await stage.parlor.start();
  const second = await Crush.gathered(stage, guest);
  const all = [
    { draft: calm, given: [...inCalm, ...(await second.send(calm, TIMES))] },
    { draft: killed, given: [...underKill, ...(await second.send(killed, TIMES))] },
  ];
  second.close();
  return all.map(({ draft, given }) => ({
    client: "insistent",
    session: guest.sessionId,
    channelId,
    clientId: draft.clientId,
    tries: given.length,
    answers: given.flatMap((answer) => (answer.ok ? [{ epoch: "", seq: answer.value.seq }] : [])),
  }));
}

type Answers = Answer<AnswerOf<"message.send">>[];

/** One person on many sockets, and at the other door. */
class Crush {
  readonly #stage: Stage;
  readonly #guest: Guest;
  readonly #sockets: readonly WitnessSocket[];

  private constructor(stage: Stage, guest: Guest, sockets: readonly WitnessSocket[]) {
    this.#stage = stage;
    this.#guest = guest;
    this.#sockets = sockets;
  }

  static async gathered(stage: Stage, guest: Guest): Promise<Crush> {
    const logs: Witness[] = [];
    const who = { url: stage.direct, token: guest.token, name: guest.name };
    const sockets = Array.from({ length: SOCKETS }, () => new WitnessSocket(who, logs));
    await Promise.all(sockets.map((socket) => socket.listen([])));
    return new Crush(stage, guest, sockets);
  }

  /** All at once; `answered` is called with each answer that comes. */
  async send(draft: InputOf<"message.send">, times: number, answered = (): void => {}): Promise<Answers> {
    const ways = Array.from({ length: times }, (_, n) =>
      n < BY_HTTP
        ? ask(this.#stage.direct, "message.send", draft, this.#guest.token).catch(() => lost)
        : (this.#sockets[n % SOCKETS]?.call("message.send", draft) ?? Promise.resolve(lost)),
    );
    for (const way of ways) void way.then(answered);
    return Promise.all(ways);
  }

  close(): void {
    for (const socket of this.#sockets) socket.close();
  }
}

const lost = { ok: false, error: { code: "unavailable", message: "no answer" } } as const;
