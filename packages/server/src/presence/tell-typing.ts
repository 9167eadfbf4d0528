import type { ParsedOf } from "@parlor/protocol";
import { accessChannel } from "../channels/access-channel.ts";
import type { Viewer, ViewUse } from "./view-channel.ts";

/** PRES-2. Passes a typing notice on to the channel's other viewers; one that cannot be delivered at once is dropped. */
export async function tellTyping(
  { channels, fanout }: ViewUse,
  { session, seat }: Viewer,
  { channelId, typing }: ParsedOf<"presence.typing">,
): Promise<void> {
  await accessChannel(channels, session.person, channelId, "write");
  fanout.announce(
    { to: "viewers", of: channelId, exceptSocket: seat.id },
    "presence.typing",
    { channelId, person: session.person, typing },
    { volatile: true },
  );
}
