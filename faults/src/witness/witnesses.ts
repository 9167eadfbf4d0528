import { setTimeout as pause } from "node:timers/promises";
import type { ChannelId } from "@parlor/protocol";
import type { Witness } from "../checker/evidence.ts";
import { clientId } from "../rig/client-id.ts";
import { ask, type Guest, invite, post } from "../rig/place.ts";
import { Intruder } from "./intruder.ts";
import { shutOut as shutOutOf, type ShutOut, write } from "./shut-out.ts";
import { WitnessSocket } from "./witness-socket.ts";

const LISTENERS = 3;
const WRITES_EVERY_MS = 500;
/** A revoked session is cut within this time (CON-7). */
const CUT_WITHIN_MS = 1_000;

interface Gathered {
  url: string;
  channels: readonly ChannelId[];
  logs: Witness[];
  sockets: readonly WitnessSocket[];
  revoked: { guest: Guest; socket: WitnessSocket };
  intruders: readonly Intruder[];
  shutOut: ShutOut;
}

/** Those who look on beside the crowd: some listen by right; the others should hear nothing, or nothing any more. */
export class Witnesses {
  readonly logs: Witness[];
  readonly #url: string;
  readonly #channels: readonly ChannelId[];
  readonly #sockets: readonly WitnessSocket[];
  readonly #revoked: { guest: Guest; socket: WitnessSocket };
  readonly #intruders: readonly Intruder[];
  readonly #shutOut: ShutOut;
  #stillWriting: NodeJS.Timeout | undefined;
  #isRevoked = false;

  private constructor({ url, channels, logs, sockets, revoked, intruders, shutOut }: Gathered) {
    this.#url = url;
    this.#channels = channels;
    this.logs = logs;
    this.#sockets = sockets;
    this.#revoked = revoked;
    this.#intruders = intruders;
    this.#shutOut = shutOut;
  }

  /** @param conversations private ones, of others than the witnesses */
  static async gathered(
    url: string,
    channels: readonly ChannelId[],
    conversations: readonly ChannelId[],
  ): Promise<Witnesses> {
    const logs: Witness[] = [];
    const guests = await invite(url, LISTENERS + 4, "witness");
    const shutOut = await shutOutOf(url);
    const closed = [...conversations, shutOut.conversationId];
    const socket = (at: number, name: string, isOneLog = false) =>
      new WitnessSocket({ url, token: guests[at]?.token ?? "", name, isOneLog, closed }, logs);
    const listeners = Array.from({ length: LISTENERS }, (_, at) => socket(at, `listener ${at}`));
    const stranger = socket(LISTENERS, "a stranger");
    const passerBy = socket(LISTENERS + 1, "a passer-by");
    const guest = guests[LISTENERS + 2];
    if (!guest) throw new Error("nobody came");
    const revoked = { guest, socket: socket(LISTENERS + 2, "a revoked session", true) };
    const eavesdropper = socket(LISTENERS + 3, "an eavesdropper");
    const { blocker } = shutOut;
    const blocking = new WitnessSocket({ url, token: blocker.token, name: "who blocked", closed }, logs);
    const sockets = [...listeners, stranger, passerBy, revoked.socket, eavesdropper, blocking];
    await Promise.all([
      ...listeners.map((listener, at) => listener.listen(channels.slice(at * 4, at * 4 + 4))),
      stranger.listen([]),
      passerBy.listen(channels.slice(0, 2)),
      revoked.socket.listen(channels.slice(0, 4)),
      eavesdropper.listen(channels),
      blocking.listen([]),
    ]);
    const [first] = channels;
    if (first !== undefined) await passerBy.unview(first);
    const intruders = [
      new Intruder(url, guests[LISTENERS + 3]?.token ?? "", eavesdropper, closed),
      new Intruder(url, blocker.token, blocking, closed),
    ];
    return new Witnesses({ url, channels, logs, sockets, revoked, intruders, shutOut });
  }

  /** From now on they look for weak places; and who was blocked goes on writing to who blocked them. */
  intrude(): void {
    if (this.#stillWriting) return;
    const { blocked, conversationId } = this.#shutOut;
    this.#stillWriting = setInterval(() => void write(this.#url, blocked, conversationId), WRITES_EVERY_MS).unref();
    for (const intruder of this.#intruders) void intruder.begin();
  }

  /** Ends one session while its socket listens. It goes on trying to connect, and must not get in. */
  async revoke(): Promise<void> {
    if (this.#isRevoked) return;
    this.#isRevoked = true;
    const { guest, socket } = this.#revoked;
    await post(this.#url, "session.end", {}, guest.token);
    void pause(CUT_WITHIN_MS).then(() => socket.note({ is: "ended" }));
  }

  /** The ended session tries to write, at both doors, and those try once more who have no part in private conversations. */
  async trespass(): Promise<void> {
    this.#hush();
    await Promise.all(this.#intruders.map((intruder) => intruder.trespass()));
    const { guest, socket } = this.#revoked;
    const [channelId] = this.#channels;
    if (!this.#isRevoked || channelId === undefined) return;
    socket.note({ is: "ended" });
    const draft = { channelId, clientId: clientId(), text: "after the end" };
    socket.note({ is: "tried", clientId: draft.clientId });
    // No answer is as good as a refusal: what counts is what the database holds.
    const byHttp = ask(this.#url, "message.send", draft, guest.token).catch(() => {});
    await Promise.all([byHttp, socket.call("message.send", draft)]);
  }

  close(): void {
    this.#hush();
    for (const socket of this.#sockets) socket.close();
  }

  #hush(): void {
    clearInterval(this.#stillWriting);
    for (const intruder of this.#intruders) intruder.end();
  }
}
