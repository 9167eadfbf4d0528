import type { AnswerOf, ChannelId, ParsedOf } from "@parlor/protocol";
import type { Fanout } from "../fanout/fanout.ts";
import type { Seat } from "../fanout/seat.ts";
import { catchUp } from "../messages/catch-up.ts";
import type { History } from "../messages/history.ts";
import type { Counts } from "../metrics/counts.ts";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Door } from "../rooms/room.ts";
import type { AwaySeats } from "./away-seats.ts";
import type { Strain } from "./strain.ts";
import type { Viewers } from "./viewers.ts";

export interface ViewUse {
  history: History;
  door: Door;
  viewers: Viewers;
  fanout: Fanout;
  counts: Counts;
  strain: Strain;
  away: AwaySeats;
}

/** Somebody at a live socket. */
export interface Viewer {
  session: Session;
  seat: Seat;
}

/** Channels one socket may view at once: every channel a person can see on a wall of windows, and no more. */
const VIEWS_MAX = 50;

/** Opens a channel on a socket: delivery first, then what was missed, so that nothing falls between the two (MSG-6). */
export async function viewChannel(
  use: ViewUse,
  { session, seat }: Viewer,
  { channelId, have }: ParsedOf<"channel.view">,
): Promise<AnswerOf<"channel.view">> {
  const opened = use.door(session.person, channelId, "read");
  // Not waited for when it is known, so that nobody can be cut from it between the check and their place in it.
  const room = opened instanceof Promise ? await opened : opened;
  if (seat.views.size >= VIEWS_MAX && !seat.views.has(channelId)) {
    throw new Refusal("bad_request", { message: `A socket views at most ${VIEWS_MAX} channels.` });
  }
  // A socket that went while its right was checked would stay in the room for ever.
  if (!seat.isOpen) throw new Refusal("unauthenticated");
  seat.hear({ to: "viewers", of: channelId });
  seat.views.add(channelId);
  // A conversation has no presence: whether somebody looks at it is theirs alone (PRIV-4).
  if (room.kind === "channel") enter(use, { session, seat }, channelId);
  try {
    const caughtUp = await catchUp(use.history, channelId, have);
    if (have) use.counts.caughtUp(caughtUp);
    // It may have been archived or refused while it was read; its viewers were cut then, and must not come back.
    await use.door(session.person, channelId, "read");
    return {
      ...(room.kind === "channel" && { channel: room.channel }),
      here: use.viewers.here(channelId),
      ...caughtUp,
    };
  } catch (failure) {
    leaveRoom(use, { session, seat }, channelId);
    throw failure;
  }
}

function enter({ away, viewers }: ViewUse, { session, seat }: Viewer, channelId: ChannelId): void {
  const uncounted = away.of(seat);
  if (uncounted) uncounted.add(channelId);
  else viewers.enter(channelId, session.person, seat.id);
}

export function leaveRoom(use: ViewUse, { session, seat }: Viewer, channelId: ChannelId): void {
  if (!seat.views.delete(channelId)) return;
  seat.ignore({ to: "viewers", of: channelId });
  use.away.of(seat)?.delete(channelId);
  use.viewers.leave(channelId, session.person.id, seat.id);
}

/** The socket is gone: it leaves every channel it viewed. */
export function leaveAll(use: ViewUse, viewer: Viewer): void {
  for (const channelId of [...viewer.seat.views]) leaveRoom(use, viewer, channelId);
  use.away.remove(viewer.seat, viewer.session.person.id);
}
