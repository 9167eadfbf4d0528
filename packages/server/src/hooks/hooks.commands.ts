import type { Handlers } from "../gateway/caller.ts";
import { Refusal } from "../refusal.ts";
import { createHook, type HooksDeps } from "./create-hook.ts";
import { hooksOf } from "./hook-store.ts";
import { revokeHook, type RevokeDeps } from "./revoke-hook.ts";

type HookCommands = "hook.create" | "hook.list" | "hook.revoke";

export function hooksCommands(deps: HooksDeps & RevokeDeps): Pick<Handlers, HookCommands> {
  return {
    "hook.create": (by, wanted) => createHook(deps, by.session.person, wanted),

    async "hook.list"(by, { channelId }) {
      const room = await deps.door(by.session.person, channelId, "read");
      if (room.kind !== "channel") throw new Refusal("channel_not_found");
      return { hooks: await hooksOf(deps.database.db, channelId) };
    },

    async "hook.revoke"(by, { hookId }) {
      await revokeHook(deps, by.session.person, hookId);
      return {};
    },
  };
}
