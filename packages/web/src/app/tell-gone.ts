import type { ChannelId } from "@parlor/protocol";
import { archiverOf } from "../channels/archiver-of.ts";
import { channelPath } from "../channels/channel-path.ts";
import { laterStrings } from "../ui/later-strings.ts";
import { notify } from "../ui/notice.tsx";
import { reasonOf } from "../ui/reason-of.ts";
import { strings } from "../ui/strings.ts";
import type { Desk } from "./desk.ts";
import { navigate } from "./router.ts";
import { unsentAction } from "./unsent.ts";

/**
 * Says which channel is gone and who archived it (CH-9) to a person who is now in another one. The person who archived it
 * can undo it there and then, and what somebody was writing in it is one click away.
 */
export async function tellGone(desk: Desk, id: ChannelId, landedIn: string): Promise<void> {
  const archival = await desk.client.channels.archivalOf(id);
  // Restored while the answer was on its way: there is nothing to tell.
  if (desk.client.channels.get(id)) return;
  const who = archiverOf(archival, desk.self);
  if (!archival || !who) notify(strings.channels.gone(landedIn), unsentAction(desk, id));
  else
    notify(
      laterStrings.channels.archivedBy(archival.name, who, landedIn),
      who === "you" ? undo(desk, id) : unsentAction(desk, id),
    );
}

function undo({ client }: Desk, id: ChannelId) {
  const run = async (): Promise<void> => {
    const answer = await client.channels.restore(id);
    if (answer.ok) navigate(channelPath(answer.value.channel));
    else notify(reasonOf(answer.error, laterStrings.errors));
  };
  return { label: laterStrings.channels.undo, run: () => void run() };
}
