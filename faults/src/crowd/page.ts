import type { ChannelFeed } from "@parlor/client";
import { PrivateMessages, type PrivateStorage } from "@parlor/client/private";
import type { ChannelId } from "@parlor/protocol";
import type { ObservedClient } from "./observed-client.ts";

/** One load of the page: the feed it shows, once it can, and what ends with it. */
export interface Page {
  readonly feed: Promise<ChannelFeed>;
  close(): void;
}

export function channelPage(client: ObservedClient, channelId: ChannelId): Page {
  return { feed: Promise.resolve(client.feed(channelId)), close: () => {} };
}

/** The same of a private conversation: what is shown was opened here, and what is written is sealed here. */
export function conversationPage(client: ObservedClient, channelId: ChannelId, keys: PrivateStorage): Page {
  const messages = new PrivateMessages({ client, storage: keys });
  return { feed: messages.start().then(() => messages.feed(channelId)), close: () => messages.close() };
}
