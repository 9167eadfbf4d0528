import type { Events } from "@parlor/protocol";
import type { Fanout } from "../fanout/fanout.ts";

/** CH-9. Tells everybody who lists or views the channel that it was archived, and by whom. Called after the commit. */
export function tellArchived(fanout: Fanout, archived: Events["channel.archived"]): void {
  fanout.announce({ to: "watchers" }, "channel.archived", archived);
  fanout.announce({ to: "viewers", of: archived.channelId }, "channel.archived", archived);
}
