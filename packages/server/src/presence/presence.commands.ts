import type { Handlers } from "../gateway/caller.ts";
import { setAway } from "./set-away.ts";
import { tellTyping } from "./tell-typing.ts";
import { leaveRoom, viewChannel, type ViewUse } from "./view-channel.ts";

export function presenceCommands(
  use: ViewUse,
): Pick<Handlers, "channel.view" | "channel.unview" | "presence.typing" | "presence.away"> {
  return {
    "channel.view": (by, wanted) => viewChannel(use, by, wanted),
    "channel.unview"(by, { channelId }) {
      leaveRoom(use, by, channelId);
      return {};
    },
    "presence.away"(by, { away }) {
      setAway(use, by, away);
      return {};
    },
    async "presence.typing"(by, notice) {
      await tellTyping(use, by, notice);
      return {};
    },
  };
}
