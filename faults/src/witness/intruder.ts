import { setTimeout as pause } from "node:timers/promises";
import type { Answer, AnswerOf, ChannelId, CommandName, InputOf } from "@parlor/protocol";
import { clientId } from "../rig/client-id.ts";
import { ask } from "../rig/place.ts";
import { envelope } from "./shut-out.ts";
import type { WitnessSocket } from "./witness-socket.ts";

const EVERY_MS = 500;

type Call = <N extends CommandName>(name: N, input: InputOf<N>) => Promise<Answer<AnswerOf<N>>>;

/** Somebody who knows the ids of conversations that are closed to them, and tries everything with them at both doors. */
export class Intruder {
  readonly #url: string;
  readonly #token: string;
  readonly #socket: WitnessSocket;
  readonly #conversations: readonly ChannelId[];
  readonly #bySocket: Call = (name, input) => this.#socket.call(name, input);
  readonly #byHttp: Call = (name, input) => ask(this.#url, name, input, this.#token).catch(() => nothing);
  #isOver = false;

  constructor(url: string, token: string, socket: WitnessSocket, conversations: readonly ChannelId[]) {
    this.#url = url;
    this.#token = token;
    this.#socket = socket;
    this.#conversations = conversations;
  }

  /**
   * Tries one conversation after the other, at one door and then the other, until it is over: a server that comes back must not
   * be more trusting than before.
   */
  async begin(): Promise<void> {
    const ways = this.#conversations.flatMap((id) => [this.#bySocket, this.#byHttp].map((call) => ({ id, call })));
    for (let at = 0; !this.#isOver; at++) {
      const way = ways[at % ways.length];
      if (way) await this.#tryAll(way.id, way.call);
      await pause(EVERY_MS, undefined, { ref: false });
    }
  }

  end(): void {
    this.#isOver = true;
  }

  /** Everything once, with each of the conversations. */
  async trespass(): Promise<void> {
    // Who watches the list hears of channels there, and must not hear of conversations.
    await this.#bySocket("channel.list", { watch: true });
    for (const channelId of this.#conversations) {
      await this.#tryAll(channelId, this.#bySocket);
      await this.#tryAll(channelId, this.#byHttp);
    }
  }

  async #tryAll(channelId: ChannelId, call: Call): Promise<void> {
    const draft = { channelId, clientId: clientId(), text: envelope() };
    this.#socket.note({ is: "tried", clientId: draft.clientId });
    const tries = {
      "channel.view": call("channel.view", { channelId }),
      "message.page": call("message.page", { channelId }),
      "message.page after": call("message.page", { channelId, after: 0 }),
      "presence.typing": call("presence.typing", { channelId, typing: true }),
      "message.send": call("message.send", draft),
    };
    for (const [what, answer] of Object.entries(tries)) {
      if ((await answer).ok) this.#socket.note({ is: "overheard", channelId, what: `an answer to ${what}` });
    }
  }
}

const nothing = { ok: false, error: { code: "unavailable", message: "no answer" } } as const;
