import { setTimeout as pause } from "node:timers/promises";
import type { Answer, AnswerOf, ChannelId, CommandName, Events, InputOf } from "@parlor/protocol";
import { io, type Socket } from "socket.io-client";
import type { Witness, WitnessEvent } from "../checker/evidence.ts";

const AGAIN_MS = 300;
const ANSWER_MS = 5_000;
const none = { ok: false, error: { code: "unavailable", message: "no answer" } } as const;

interface WitnessPlan {
  url: string;
  token: string;
  name: string;
  isOneLog?: boolean;
  closed?: readonly ChannelId[];
}

/** A plain Socket.IO client without any cleverness: it views channels and writes down everything that comes. */
export class WitnessSocket {
  readonly #url: string;
  readonly #token: string;
  readonly #name: string;
  readonly #logs: Witness[];
  /** One log for all its sockets, for a session that must stay shut out no matter what it tries. */
  readonly #isOneLog: boolean;
  /** Private conversations that it has no part in: nothing that names one may come. */
  readonly #closed: readonly ChannelId[];
  #socket: Socket | undefined;
  #events: WitnessEvent[] = [];
  #isClosed = false;

  constructor(who: WitnessPlan, logs: Witness[]) {
    this.#url = who.url;
    this.#token = who.token;
    this.#name = who.name;
    this.#isOneLog = who.isOneLog ?? false;
    this.#closed = who.closed ?? [];
    this.#logs = logs;
  }

  /** Connects and views; when the connection goes, it does so again, until `close`. */
  async listen(channels: readonly ChannelId[]): Promise<void> {
    const up = Promise.withResolvers<void>();
    this.#open(channels, () => up.resolve());
    await up.promise;
  }

  /** Views no more; from the answer on, nothing of the channel may come. */
  async unview(channelId: ChannelId): Promise<void> {
    const answer = await this.call("channel.unview", { channelId });
    if (answer.ok) this.note({ is: "unviewed", channelId });
  }

  note(event: WitnessEvent): void {
    this.#events.push(event);
  }

  /** An answer, or `unavailable` when none comes or nothing is connected. */
  async call<N extends CommandName>(name: N, input: InputOf<N>): Promise<Answer<AnswerOf<N>>> {
    const socket = this.#socket;
    if (!socket?.connected) return none;
    return (socket.timeout(ANSWER_MS).emitWithAck(name, input) as Promise<Answer<AnswerOf<N>>>).catch(() => none);
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.disconnect();
  }

  #open(channels: readonly ChannelId[], up: () => void): void {
    if (this.#isClosed) return;
    const isFirst = this.#logs.every(({ events }) => events !== this.#events);
    if (isFirst || !this.#isOneLog) {
      this.#events = [];
      this.#logs.push({ name: this.#name, events: this.#events });
    }
    const events = this.#events;
    const socket = io(this.#url, {
      auth: { token: this.#token },
      transports: ["websocket"],
      reconnection: false,
      forceNew: true,
    });
    this.#socket = socket;
    // Every packet as it came, also those that no handler is there for.
    socket.io.engine.on("packet", ({ data }: { data?: unknown }) => {
      const packet = String(data);
      const channelId = this.#closed.find((id) => packet.includes(id));
      if (channelId !== undefined) events.push({ is: "overheard", channelId, what: packet.slice(0, 200) });
    });
    socket.on("message.new", ({ channelId, messages }: Events["message.new"]) => {
      for (const { seq, clientId } of messages) events.push({ is: "told", channelId, seq, clientId });
    });
    socket.on("session.ended", () => events.push({ is: "ended" }));
    socket.on("connect", () => {
      // Delivery begins before the answer, so the right to hear begins with the question.
      const views = channels.map((channelId) => {
        events.push({ is: "viewed", channelId });
        return this.call("channel.view", { channelId });
      });
      void Promise.all(views).then(up);
    });
    const again = (): void => void pause(AGAIN_MS, undefined, { ref: false }).then(() => this.#open(channels, up));
    socket.on("disconnect", again);
    socket.on("connect_error", again);
  }
}
