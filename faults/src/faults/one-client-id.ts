import type { Answer, AnswerOf, ChannelId } from "@parlor/protocol";
import { check } from "../checker/check.ts";
import type { Sent, Witness } from "../checker/evidence.ts";
import { clientId } from "../rig/client-id.ts";
import type { Fault } from "../rig/fault.ts";
import { ask, type Guest, invite } from "../rig/place.ts";
import { readStored } from "../rig/stored-rows.ts";
import { WitnessSocket } from "../witness/witness-socket.ts";
import type { Stage } from "../rig/stage.ts";

const SOCKETS = 20;
const TIMES = 1_000;
/** A tenth goes through the other door. */
const BY_HTTP = 100;

/** One message a thousand times at once, and again after a kill and a restart: one row, and one answer for all. */
export const oneClientId: Fault = async ({ set }) => {
  const stage = await set({
    people: 2,
    channels: 1,
    settings: { COMMANDS_IN_FLIGHT: "1000" },
  });
  const [channelId = ""] = stage.channels;
  const [guest] = await invite(stage.direct, 1, "insistent");
  if (!guest) throw new Error("nobody came");
  const ids = { calm: clientId(), killed: clientId() };
  const answers = new Map<string, Answers>();
  const add = (id: string, more: Answers): void => void answers.set(id, [...(answers.get(id) ?? []), ...more]);

  const first = await Crush.gathered(stage, guest, channelId);
  add(ids.calm, await first.send(ids.calm, TIMES));
  const { promise: anAnswer, resolve } = Promise.withResolvers<void>();
  const torn = first.send(ids.killed, TIMES, resolve);
  await anAnswer;
  await stage.parlor.kill();
  first.close();
  add(ids.killed, await torn);
  await stage.parlor.start();
  const second = await Crush.gathered(stage, guest, channelId);
  for (const id of [ids.calm, ids.killed]) add(id, await second.send(id, TIMES));
  second.close();

  const stored = readStored(stage.parlor.dataDir);
  const sent = [...answers].map(([id, given]): Sent => {
    const places = given.flatMap((answer) => (answer.ok ? [{ epoch: stored.epoch, seq: answer.value.seq }] : []));
    return {
      client: "insistent",
      session: guest.sessionId,
      channelId,
      clientId: id,
      tries: given.length,
      answers: places,
    };
  });
  const { counts, examples } = check({ sent, readers: [], witnesses: [], stored: [stored] });
  const equal = sent.map(({ answers: places }) => places.length);
  const why = [...examples];
  if ((equal[0] ?? 0) !== 2 * TIMES) why.push(`${equal[0]} of ${2 * TIMES} sends were answered with a place`);
  if ((equal[1] ?? 0) < TIMES) why.push(`${equal[1]} of ${TIMES} sends were answered after the restart`);
  const rows = stored.rows.filter(({ session }) => session === guest.sessionId).length;
  if (rows !== sent.length) why.push(`${rows} rows for ${sent.length} messages`);
  return { counts, why, figures: { messages: sent.length, rows, equal_answers: equal } };
};

type Answers = Answer<AnswerOf<"message.send">>[];

/** One person on many sockets, and at the other door. */
class Crush {
  readonly #stage: Stage;
  readonly #guest: Guest;
  readonly #channelId: ChannelId;
  readonly #sockets: readonly WitnessSocket[];

  private constructor(stage: Stage, guest: Guest, channelId: ChannelId, sockets: readonly WitnessSocket[]) {
    this.#stage = stage;
    this.#guest = guest;
    this.#channelId = channelId;
    this.#sockets = sockets;
  }

  static async gathered(stage: Stage, guest: Guest, channelId: ChannelId): Promise<Crush> {
    const logs: Witness[] = [];
    const who = { url: stage.direct, token: guest.token, name: guest.name };
    const sockets = Array.from({ length: SOCKETS }, () => new WitnessSocket(who, logs));
    await Promise.all(sockets.map((socket) => socket.listen([])));
    return new Crush(stage, guest, channelId, sockets);
  }

  /** All at once; `answered` is called with each answer that comes. */
  async send(id: string, times: number, answered = (): void => {}): Promise<Answers> {
    const draft = { channelId: this.#channelId, clientId: id, text: "again" };
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
