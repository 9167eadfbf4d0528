import type { Self } from "@parlor/protocol";
import { ChannelDirectory } from "./channels/channel-directory.ts";
import { ChannelPulse } from "./channels/channel-pulse.ts";
import { channelRooms } from "./channels/channel-rooms.ts";
import { channelsCommands } from "./channels/channels.commands.ts";
import { ensureDefaultChannel } from "./channels/default-channel.ts";
import { ownsChannel } from "./channels/owns-channel.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/open-database.ts";
import { accountsCommands } from "./devices/accounts.commands.ts";
import type { Fanout } from "./fanout/fanout.ts";
import type { Handlers } from "./gateway/caller.ts";
import type { LiveSockets } from "./gateway/live-sockets.ts";
import { hooksCommands } from "./hooks/hooks.commands.ts";
import type { OperatorLog } from "./logging/operator-log.ts";
import { History } from "./messages/history.ts";
import { ImportWatch } from "./messages/import-watch.ts";
import { MessageLog, type Tell } from "./messages/message-log.ts";
import { messagesCommands } from "./messages/messages.commands.ts";
import type { Counts } from "./metrics/counts.ts";
import { refreshLooks } from "./people/refresh-looks.ts";
import type { SessionCache } from "./people/session-cache.ts";
import type { Session } from "./people/session.ts";
import { AwaySeats } from "./presence/away-seats.ts";
import { presenceCommands } from "./presence/presence.commands.ts";
import { Strain } from "./presence/strain.ts";
import { leaveAll, leaveRoom, type Viewer } from "./presence/view-channel.ts";
import { Viewers } from "./presence/viewers.ts";
import { ConversationDirectory } from "./private/conversation-directory.ts";
import { tellMessages } from "./private/conversation-news.ts";
import { privateCommands } from "./private/private.commands.ts";
import { UnwrittenSweep } from "./private/unwritten-sweep.ts";
import { roomDoor } from "./rooms/room-door.ts";
import type { Door } from "./rooms/room.ts";

export interface FeatureDeps {
  config: Config;
  database: Database;
  sessions: SessionCache;
  live: LiveSockets;
  fanout: Fanout;
  counts: Counts;
  operatorLog: OperatorLog;
  describe(session: Session): Self;
  /** Told of a failure in work that no caller waits for. */
  onFailure(failure: unknown): void;
}

export interface Features {
  /** A handler for every command. */
  handlers: Handlers;
  door: Door;
  log: MessageLog;
  /** Removes a socket from everything it views, after it closed or lost its session. */
  leave(viewer: Viewer): void;
  /** Ends all timers. */
  stop(): void;
}

/**
 * Makes the features and connects them: a stored message moves the channel list, a rename reaches everyone who sees that person.
 * Before that, the looks of stored names are those of this version, and there is a first channel.
 */
export async function joinFeatures(deps: FeatureDeps): Promise<Features> {
  const { config, database, sessions, live, fanout, counts, operatorLog, describe, onFailure } = deps;
  const { db, epoch } = database;
  const place = config.placeName;

  const channels = new ChannelDirectory(db);
  const pulse = new ChannelPulse(database, fanout, (id) => viewers.count(id));
  const viewers = new Viewers(fanout, (id) => pulse.touch(id));
  const history = new History(database);
  const conversations = new ConversationDirectory(database);
  const door = roomDoor([channelRooms(channels), conversations]);
  const told: Tell = (room, messages, people) => {
    history.committed(room.id, messages, people);
    fanout.publish({ channelId: room.id, epoch, head: messages.at(-1)?.seq ?? 0, messages, people });
    if (room.kind === "channel") pulse.touch(room.id);
    else tellMessages({ database, fanout, conversations }, room.id, messages).catch(onFailure);
  };
  const log = new MessageLog(database, counts, told, (sessionId) => live.hasEnded(sessionId));
  await refreshLooks(database);
  await ensureDefaultChannel({ database, channels, fanout });
  const imports = new ImportWatch({
    database,
    channels,
    fanout,
    touch: (id) => pulse.touch(id),
    onFailure,
    onChange: (change) => operatorLog.channel(change),
  });

  const unwritten = new UnwrittenSweep(database, onFailure);
  const viewing = { history, door, viewers, fanout, counts, strain: new Strain(), away: new AwaySeats() };
  const handlers = {
    ...accountsCommands({
      database,
      fanout,
      place,
      nameHeldMs: config.nameHeldMs,
      describe,
      sessions,
      live,
      countPeople: () => live.people - viewing.away.peopleAway((id) => live.of(id).length),
      onRenamed(person) {
        viewers.renamed(person);
        history.renamed(person);
      },
      onEnded: (session) => operatorLog.sessionEnded(session),
    }),
    ...channelsCommands({
      database,
      channels,
      fanout,
      epoch,
      hereCount: (id) => viewers.count(id),
      onChange(change) {
        imports.changedHere(change);
        operatorLog.channel(change);
      },
    }),
    ...hooksCommands({
      database,
      door,
      place,
      owns: (by, id) => ownsChannel(db, channels, by, id),
      onChange: (change) => operatorLog.hook(change),
    }),
    ...messagesCommands({ history, door, log, counts }),
    ...presenceCommands(viewing),
    ...privateCommands({
      database,
      fanout,
      conversations,
      cut(personId, channelId) {
        for (const viewer of live.of(personId)) leaveRoom(viewing, viewer, channelId);
      },
    }),
  };

  return {
    handlers,
    door,
    log,
    leave: (viewer) => leaveAll(viewing, viewer),
    stop() {
      imports.stop();
      unwritten.stop();
      pulse.stop();
      viewers.stop();
    },
  };
}
