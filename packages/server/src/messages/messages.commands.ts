import type { Handlers } from "../gateway/caller.ts";
import type { Counts } from "../metrics/counts.ts";
import type { Door } from "../rooms/room.ts";
import type { History } from "./history.ts";
import type { MessageLog } from "./message-log.ts";
import { readPage } from "./read-page.ts";
import { sendMessage } from "./send-message.ts";

export interface MessagesUse {
  history: History;
  door: Door;
  log: MessageLog;
  counts: Counts;
}

export function messagesCommands(use: MessagesUse): Pick<Handlers, "message.send" | "message.page"> {
  return {
    "message.send": (by, draft) => sendMessage(use, by.session, draft),
    "message.page": (by, range) => readPage(use, by.session.person, range),
  };
}
