import { setTimeout as pause } from "node:timers/promises";
import type { ChannelId } from "@parlor/protocol";
import type { Witness } from "../checker/evidence.ts";
import { clientId } from "../rig/client-id.ts";
import { ask, type Guest, invite, post } from "../rig/place.ts";
import { WitnessSocket } from "./witness-socket.ts";

const LISTENERS = 3;
/** A revoked session is cut within this time (CON-7). */
const CUT_WITHIN_MS = 1_000;

/** Those who look on beside the crowd: some listen by right; the others should hear nothing, or nothing any more. */
export class Witnesses {
  readonly logs: Witness[];
  readonly #url: string;
  readonly #channels: readonly ChannelId[];
  readonly #sockets: readonly WitnessSocket[];
  readonly #revoked: { guest: Guest; socket: WitnessSocket };
  #isRevoked = false;

  private constructor(
    url: string,
    channels: readonly ChannelId[],
    logs: Witness[],
    sockets: readonly WitnessSocket[],
    revoked: { guest: Guest; socket: WitnessSocket },
  ) {
    this.#url = url;
    this.#channels = channels;
    this.logs = logs;
    this.#sockets = sockets;
    this.#revoked = revoked;
  }

  static async gathered(url: string, channels: readonly ChannelId[]): Promise<Witnesses> {
    const logs: Witness[] = [];
    const guests = await invite(url, LISTENERS + 3, "witness");
    const socket = (at: number, name: string, isOneLog = false) =>
      new WitnessSocket({ url, token: guests[at]?.token ?? "", name, isOneLog }, logs);
    const listeners = Array.from({ length: LISTENERS }, (_, at) => socket(at, `listener ${at}`));
    const stranger = socket(LISTENERS, "a stranger");
    const passerBy = socket(LISTENERS + 1, "a passer-by");
    const guest = guests[LISTENERS + 2];
    if (!guest) throw new Error("nobody came");
    const revoked = { guest, socket: socket(LISTENERS + 2, "a revoked session", true) };
    const sockets = [...listeners, stranger, passerBy, revoked.socket];
    await Promise.all([
      ...listeners.map((listener, at) => listener.listen(channels.slice(at * 4, at * 4 + 4))),
      stranger.listen([]),
      passerBy.listen(channels.slice(0, 2)),
      revoked.socket.listen(channels.slice(0, 4)),
    ]);
    const [first] = channels;
    if (first !== undefined) await passerBy.unview(first);
    return new Witnesses(url, channels, logs, sockets, revoked);
  }

  /** Ends one session while its socket listens. It goes on trying to connect, and must not get in. */
  async revoke(): Promise<void> {
    if (this.#isRevoked) return;
    this.#isRevoked = true;
    const { guest, socket } = this.#revoked;
    await post(this.#url, "session.end", {}, guest.token);
    void pause(CUT_WITHIN_MS).then(() => socket.note({ is: "ended" }));
  }

  /** The ended session tries to write, at both doors. */
  async trespass(): Promise<void> {
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
    for (const socket of this.#sockets) socket.close();
  }
}
