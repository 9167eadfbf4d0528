import type { ParsedOf } from "@parlor/protocol";
import type { Viewer, ViewUse } from "./view-channel.ts";

/**
 * PRES-2. Passes a typing notice on to the channel's other viewers; one that cannot be delivered at once is dropped. While the
 * server is behind all of them are: nothing else it does can be done without so well.
 */
export async function tellTyping(
  { door, fanout, counts, strain }: ViewUse,
  { session, seat }: Viewer,
  { channelId, typing }: ParsedOf<"presence.typing">,
): Promise<void> {
  await door(session.person, channelId, "type");
  if (strain.isBehind) {
    counts.shed += 1;
    return;
  }
  fanout.announce(
    { to: "viewers", of: channelId, exceptSocket: seat.id },
    "presence.typing",
    { channelId, person: session.person, typing },
    { volatile: true },
  );
}
