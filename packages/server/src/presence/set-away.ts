import type { Viewer, ViewUse } from "./view-channel.ts";

/** PRES-3. Takes a socket's user out of the channels it views, or back into them. It is delivered to all the same. */
export function setAway({ away, viewers }: ViewUse, { session, seat }: Viewer, isAway: boolean): void {
  const { id } = session.person;
  const uncounted = away.of(seat);
  if (isAway === (uncounted !== undefined)) return;
  if (uncounted === undefined) {
    const counted = [...seat.views].filter((channelId) => viewers.has(channelId, id, seat.id));
    away.add(seat, id, counted);
    for (const channelId of counted) viewers.leave(channelId, id, seat.id);
  } else {
    away.remove(seat, id);
    for (const channelId of uncounted) viewers.enter(channelId, session.person, seat.id);
  }
}
