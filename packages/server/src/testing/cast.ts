import { channelRoom } from "../channels/channel-rooms.ts";
import { ChannelDirectory } from "../channels/channel-directory.ts";
import { createChannel } from "../channels/create-channel.ts";
import type { Database } from "../db/open-database.ts";
import { unheard } from "../fanout/unheard.ts";
import type { Session } from "../people/session.ts";
import { startSession } from "../people/start-session.ts";

/** A session of a new person of this name. */
export async function person(database: Database, name: string): Promise<Session> {
  const { id, person: made } = await startSession(database, name, Date.now());
  return { id, person: made };
}

/** A new channel, as the room it is, and the directory that knows it. */
export async function channel(database: Database, name: string, by?: Session) {
  const channels = new ChannelDirectory(database.db);
  const made = await createChannel({ database, channels, fanout: unheard }, by?.person, { name });
  return { ...made, channels, room: channelRoom(made) };
}
