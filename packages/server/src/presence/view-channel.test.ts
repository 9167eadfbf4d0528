import { expect, test } from "vitest";
import { archiveChannel } from "../channels/archive-channel.ts";
import { channelRooms } from "../channels/channel-rooms.ts";
import { History } from "../messages/history.ts";
import { Counts } from "../metrics/counts.ts";
import { roomDoor } from "../rooms/room-door.ts";
import { unheard } from "../fanout/unheard.ts";
import { channel, person } from "../testing/cast.ts";
import { tempDatabase } from "../testing/temp-database.ts";
import { AwaySeats } from "./away-seats.ts";
import { Strain } from "./strain.ts";
import { viewChannel } from "./view-channel.ts";
import { Viewers } from "./viewers.ts";

test("CH-7 a channel archived while somebody opens it is not found, and nobody stays in it", async () => {
  await using database = await tempDatabase();
  const ada = await person(database, "Ada");
  const { id: channelId, channels } = await channel(database, "short-lived", ada);
  const viewers = new Viewers(unheard, () => undefined);
  const heard = new Set<string>();
  const seat = {
    id: "socket",
    isOpen: true,
    views: new Set<string>(),
    hear: () => heard.add("viewers"),
    ignore: () => heard.delete("viewers"),
  };
  const use = {
    history: new History(database),
    door: roomDoor([channelRooms(channels)]),
    viewers,
    fanout: unheard,
    counts: new Counts(),
    strain: new Strain(),
    away: new AwaySeats(),
  };
  const archiving = archiveChannel({ database, channels, fanout: unheard }, ada.person, channelId);
  // Until the archiving is with the database thread: what the view reads then comes back after it.
  for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  await expect(viewChannel(use, { session: ada, seat }, { channelId })).rejects.toMatchObject({
    coded: { code: "channel_not_found" },
  });
  await archiving;
  expect([viewers.count(channelId), seat.views.size, heard.size]).toEqual([0, 0, 0]);
  viewers.stop();
});
