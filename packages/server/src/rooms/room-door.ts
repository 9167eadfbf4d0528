import type { ChannelId, PersonId } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import type { Door, Room, RoomRight, RoomSource } from "./room.ts";

/**
 * A door over several kinds of rooms. Each send asks it, and most of what it costs is what it leaves to be collected: for a
 * room in memory there is neither a promise nor a look-up by more than its id.
 */
export function roomDoor(sources: readonly RoomSource[]): Door {
  const asked = new Map<string, Promise<Room | undefined>>();

  const lookUp = async (by: PersonId, id: ChannelId, key: string): Promise<Room | undefined> => {
    try {
      for (const source of sources) {
        const room = await source.find(by, id);
        if (room) return room;
      }
      return undefined;
    } finally {
      asked.delete(key);
    }
  };

  return (by, id, right) => {
    for (const source of sources) {
      const room = source.known(by.id, id);
      if (room) return judge(room, right);
    }
    // One look-up for all of a person's calls meanwhile, so that the sends of a socket go on in the order they came (MSG-9).
    const key = by.id + id;
    const looking = asked.get(key) ?? lookUp(by.id, id, key);
    asked.set(key, looking);
    return looking.then((room) => judge(room, right));
  };
}

function judge(room: Room | undefined, right: RoomRight): Room {
  if (!room?.may[right]) throw new Refusal("channel_not_found");
  return room;
}
