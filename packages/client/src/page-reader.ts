import type { Answer, ChannelId, MessagePage, Seq } from "@parlor/protocol";
import { limits } from "@parlor/protocol/limits";
import type { Core } from "./core.ts";

/** Reads runs of one channel's messages, and lets the directory learn who wrote them. */
export class PageReader {
  readonly #core: Core;
  readonly #channelId: ChannelId;

  constructor(core: Core, channelId: ChannelId) {
    this.#core = core;
    this.#channelId = channelId;
  }

  /** What a channel opens with. */
  last(): Promise<Answer<MessagePage>> {
    return this.#read({});
  }

  /** The 200 newest below a seq. */
  before(before: Seq): Promise<Answer<MessagePage>> {
    return this.#read({ before, limit: limits.pageMax });
  }

  /** The 200 oldest above a seq. */
  after(after: Seq): Promise<Answer<MessagePage>> {
    return this.#read({ after, limit: limits.pageMax });
  }

  async #read(range: { before?: Seq; after?: Seq; limit?: number }): Promise<Answer<MessagePage>> {
    const { call, people, isLive } = this.#core;
    // Read by HTTP, a name may change before the socket is there to tell of it.
    const live = isLive();
    const answer = await call("message.page", { channelId: this.#channelId, ...range });
    if (answer.ok) people.learn(answer.value.people, live);
    return answer;
  }
}
