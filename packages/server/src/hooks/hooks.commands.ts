import type { Handlers } from "../gateway/caller.ts";
import type { HookChange } from "../logging/operator-log.ts";
import { Refusal } from "../refusal.ts";
import { createHook, type HooksDeps } from "./create-hook.ts";
import { hooksOf } from "./hook-store.ts";
import { revokeHook, type RevokeDeps } from "./revoke-hook.ts";

type HookCommands = "hook.create" | "hook.list" | "hook.revoke";

export interface HooksCommandsDeps extends HooksDeps, RevokeDeps {
  /** Told of webhooks that are made and revoked, for the log. */
  onChange(change: HookChange): void;
}

export function hooksCommands(deps: HooksCommandsDeps): Pick<Handlers, HookCommands> {
  return {
    async "hook.create"(by, wanted) {
      const made = await createHook(deps, by.session.person, wanted);
      deps.onChange({ did: "made", hookId: made.hook.id, channelId: wanted.channelId, by: by.session.person.id });
      return made;
    },

    async "hook.list"(by, { channelId }) {
      const room = await deps.door(by.session.person, channelId, "read");
      if (room.kind !== "channel") throw new Refusal("channel_not_found");
      return { hooks: await hooksOf(deps.database.db, channelId) };
    },

    async "hook.revoke"(by, { hookId }) {
      const { channelId } = await revokeHook(deps, by.session.person, hookId);
      deps.onChange({ did: "revoked", hookId, channelId, by: by.session.person.id });
      return {};
    },
  };
}
