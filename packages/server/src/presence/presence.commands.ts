import type { Handlers } from "../gateway/caller.ts";
import { tellTyping } from "./tell-typing.ts";
import { leaveRoom, viewChannel, type ViewUse } from "./view-channel.ts";

export function presenceCommands(use: ViewUse): Pick<Handlers, "channel.view" | "channel.unview" | "presence.typing"> {
  return {
    "channel.view": (by, wanted) => viewChannel(use, by, wanted),
    "channel.unview"(by, { channelId }) {
      leaveRoom(use, by, channelId);
      return {};
    },
    async "presence.typing"(by, notice) {
      await tellTyping(use, by, notice);
      return {};
    },
  };
}
