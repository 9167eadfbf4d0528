import type { Answer, AnswerOf, ChannelId, CommandName, InputOf, MessagePage, Seq } from "@parlor/protocol";
import type { Call } from "../call.ts";
import { ChannelFeed, type FeedHost } from "../channel-feed.ts";
import type { ReadMessage } from "../private-part.ts";

/** A page whose messages are opened, and what it showed about messages that were read before. */
export interface ReadPage {
  readonly page: MessagePage;
  readonly marked: ReadonlyMap<Seq, ReadMessage>;
}

/** Opens a conversation's pages, one after the other in the order they came. Never rejects. */
export type ReadPages = (page: MessagePage) => Promise<ReadPage>;

/** The feed of a private conversation: what comes is opened before it is taken, what goes is sealed. */
export class ConversationFeed extends ChannelFeed {
  readonly #read: (page: MessagePage) => Promise<MessagePage>;
  readonly #opened = new WeakSet<MessagePage>();

  constructor(channelId: ChannelId, host: FeedHost, read: ReadPages) {
    const opened = async (page: MessagePage) => {
      const { page: fresh, marked } = await read(page);
      if (marked.size > 0) this.marked(marked);
      return fresh;
    };
    super(channelId, { ...host, isPrivate: true, call: opening(host.call, opened) });
    this.#read = opened;
  }

  override told(page: MessagePage): void {
    // What came before the view was answered is told again after it.
    if (this.#opened.has(page)) return super.told(page);
    void this.#read(page).then((fresh) => {
      this.#opened.add(fresh);
      super.told(fresh);
    });
  }
}

/** Calls as before; pages come back opened. */
function opening(call: Call, opened: (page: MessagePage) => Promise<MessagePage>): Call {
  return async <N extends CommandName>(name: N, input: InputOf<N>) => {
    const answer = await call(name, input);
    if (!answer.ok) return answer;
    if (name === "message.page")
      return { ok: true, value: await opened(answer.value as MessagePage) } as Answer<AnswerOf<N>>;
    if (name !== "channel.view") return answer;
    const view = answer.value as AnswerOf<"channel.view">;
    return { ok: true, value: { ...view, page: await opened(view.page) } } as Answer<AnswerOf<N>>;
  };
}
