import type { ChannelDirectory } from "../channels/channel-directory.ts";
import type { Handlers } from "../gateway/caller.ts";
import type { Counts } from "../metrics/counts.ts";
import type { History } from "./history.ts";
import type { MessageLog } from "./message-log.ts";
import { readPage } from "./read-page.ts";
import { sendMessage } from "./send-message.ts";

export interface MessagesDoor {
  history: History;
  channels: ChannelDirectory;
  log: MessageLog;
  counts: Counts;
}

export function messagesCommands(door: MessagesDoor): Pick<Handlers, "message.send" | "message.page"> {
  return {
    "message.send": (by, draft) => sendMessage(door, by.session, draft),
    "message.page": (by, range) => readPage(door, by.session.person, range),
  };
}
