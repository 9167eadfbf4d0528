import { join } from "node:path";
import type { Self } from "@parlor/protocol";
import type { BackupSchedule } from "./backups/backup-schedule.ts";
import { startBackups } from "./backups/start-backups.ts";
import { ChannelDirectory } from "./channels/channel-directory.ts";
import { ChannelPulse } from "./channels/channel-pulse.ts";
import { channelRooms } from "./channels/channel-rooms.ts";
import { channelsCommands } from "./channels/channels.commands.ts";
import { ensureDefaultChannel } from "./channels/default-channel.ts";
import { ownsChannel } from "./channels/owns-channel.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/open-database.ts";
import { readPlaceId } from "./db/place-id.ts";
import { StorageHealth } from "./db/storage-health.ts";
import { accountsCommands } from "./devices/accounts.commands.ts";
import { localFanout } from "./fanout/local-fanout.ts";
import { apiDocs } from "./gateway/api-docs.ts";
import { makeDispatcher } from "./gateway/dispatch.ts";
import { drain } from "./gateway/drain.ts";
import { healthRoutes } from "./gateway/health.routes.ts";
import { httpGateway } from "./gateway/http-gateway.ts";
import { httpServer, listenOn } from "./gateway/http-server.ts";
import { LiveSockets } from "./gateway/live-sockets.ts";
import { clientOf, openGateway } from "./gateway/open-gateway.ts";
import { limitedAuthentication } from "./gateway/limited-authentication.ts";
import { RateLimiter } from "./gateway/rate-limiter.ts";
import { socketGateway } from "./gateway/socket-gateway.ts";
import { connectionsByTransport } from "./gateway/socket-server.ts";
import { Turns } from "./gateway/turns.ts";
import { webClient } from "./gateway/web-client.ts";
import { hooksCommands } from "./hooks/hooks.commands.ts";
import { hooksRoutes } from "./hooks/hooks.routes.ts";
import { type LogTarget, logTarget } from "./logging/log-target.ts";
import { OperatorLog } from "./logging/operator-log.ts";
import { tellStart } from "./logging/tell-start.ts";
import { networkAddress } from "./network-address.ts";
import { History } from "./messages/history.ts";
import { ImportWatch } from "./messages/import-watch.ts";
import { MessageLog } from "./messages/message-log.ts";
import { messagesCommands } from "./messages/messages.commands.ts";
import { Counts } from "./metrics/counts.ts";
import { readDataFigures } from "./metrics/data-figures.ts";
import type { MetricsPort } from "./metrics/metrics-port.ts";
import { openMetrics } from "./metrics/open-metrics.ts";
import type { Gauges } from "./metrics/server-families.ts";
import type { Session } from "./people/session.ts";
import { refreshLooks } from "./people/refresh-looks.ts";
import { countSessions } from "./people/session-store.ts";
import { SessionCache } from "./people/session-cache.ts";
import { SessionUpkeep } from "./people/session-upkeep.ts";
import { hashToken } from "./people/session-token.ts";
import { AwaySeats } from "./presence/away-seats.ts";
import { presenceCommands } from "./presence/presence.commands.ts";
import { Strain } from "./presence/strain.ts";
import { ConversationDirectory } from "./private/conversation-directory.ts";
import { tellMessages } from "./private/conversation-news.ts";
import { privateCommands } from "./private/private.commands.ts";
import { roomDoor } from "./rooms/room-door.ts";
import { leaveAll, leaveRoom } from "./presence/view-channel.ts";
import { Viewers } from "./presence/viewers.ts";

/** The built web client, beside this package. */
const WEB_DIST = join(import.meta.dirname, "../../web/dist");

export interface App {
  /** Starts to listen; resolves to the port. */
  listen(): Promise<number>;
  /** Writes into the log what an operator asks later about this start. Call it once, when it listens. */
  tellStart(): Promise<void>;
  /** Where the figures are, once it listens; undefined when they are given out nowhere. */
  readonly metricsPort: number | undefined;
  /** R7. Readiness off, in-flight sends finish, clients are told, everything closes. */
  close(): Promise<void>;
}

/** Wires the server: the one place where features, fan-out, database and both doors meet. */
export async function makeApp(
  config: Config,
  opened: Database,
  target: LogTarget | undefined = logTarget(),
): Promise<App> {
  const app = httpServer(config, target);
  const operatorLog = new OperatorLog(app.log);
  const storage = new StorageHealth(opened, {
    onLost: (failure) => operatorLog.storageLost(failure, config.dataDir),
    onRecovered: () => operatorLog.storageRecovered(config.dataDir),
  });
  const database = storage.watched;
  const { db, epoch } = database;
  const counts = new Counts();
  const { io, cookie, origins, addressOf } = await openGateway(app, config, {
    placeId: await readPlaceId(db),
    counts,
    operatorLog,
  });
  const limiter = new RateLimiter(config.rates);
  const sessions = new SessionCache(db);
  const failed = (failure: unknown) => operatorLog.failed(failure, "something could not be told or answered");
  const onWrongTokens = (address: string) => operatorLog.cut("wrong_tokens", () => ({ address }));
  const upkeep = new SessionUpkeep({ database, sessions, onFailure: failed });
  const authenticate = limitedAuthentication(limiter, hashToken, (hash) => upkeep.find(hash), onWrongTokens);

  const live = new LiveSockets();
  const fanout = localFanout(io, counts, (id) => live.of(id).map(({ seat }) => seat.id));
  const channels = new ChannelDirectory(db);
  const pulse = new ChannelPulse(database, fanout, (id) => viewers.count(id));
  const viewers = new Viewers(fanout, (id) => pulse.touch(id));
  const history = new History(database);
  const conversations = new ConversationDirectory(database);
  const door = roomDoor([channelRooms(channels), conversations]);
  const log = new MessageLog(database, counts, (room, messages, people) => {
    history.committed(room.id, messages, people);
    fanout.publish({ channelId: room.id, epoch, head: messages.at(-1)?.seq ?? 0, messages, people });
    if (room.kind === "channel") pulse.touch(room.id);
    else tellMessages({ database, fanout, conversations }, room.id, messages).catch(failed);
  });
  await refreshLooks(database);
  await ensureDefaultChannel({ database, channels, fanout });
  const imports = new ImportWatch({
    database,
    channels,
    fanout,
    touch: (id) => pulse.touch(id),
    onFailure: failed,
    onChange: (change) => operatorLog.channel(change),
  });

  const place = config.placeName;
  /** Where others can open it; known once it listens. */
  let address: string | undefined;
  let listens = config.port;
  const describe = ({ id, person }: Session): Self => ({
    person,
    sessionId: id,
    epoch,
    place,
    ...(address !== undefined && { address }),
  });
  const hereCount = (id: string) => viewers.count(id);
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
      hereCount,
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
  const { dispatch, drain: drainCommands } = makeDispatcher(handlers, {
    limiter,
    turns: new Turns(config.rates),
    counts,
    onFailure: (failure, command) => operatorLog.failed(failure, "a command failed", { command }),
  });
  httpGateway(app, {
    dispatch,
    authenticate,
    addressOf,
    origins,
    cookie,
    upkeep,
    live,
    basePath: config.basePath,
    onFailure: failed,
  });
  const hooks = hooksRoutes(app, {
    database,
    door,
    log,
    addressOf,
    limiter,
    counts,
    onWrongTokens,
    onNotStored: (failure) => operatorLog.failed(failure, "a webhook's message could not be stored"),
    onFailure: failed,
  });
  socketGateway(io, {
    dispatch,
    authenticate,
    addressOf,
    cookie,
    describe,
    live,
    epoch,
    commandsInFlight: config.commandsInFlight,
    onFailure: failed,
    onGone: (connection, session) => leaveAll(viewing, { session, seat: connection }),
    onCut: (connection, reason) => operatorLog.cut(reason, () => clientOf(connection)),
  });

  let ready = true;
  /** From the start of the process until it listened. */
  let startMs = 0;
  let metrics: MetricsPort | undefined;
  let backups: BackupSchedule | undefined;
  const gauges: Gauges = {
    connections: () => connectionsByTransport(io),
    people: () => live.people,
    waiting: () => log.waiting,
    sessions: () => countSessions(db),
    data: () => readDataFigures(config.dataDir),
  };
  healthRoutes(app, async () => ready && (await storage.canStore()));
  apiDocs(app, place, config.basePath);
  await webClient(app, WEB_DIST, config);

  return {
    async listen() {
      metrics = await openMetrics(config, counts, gauges);
      await listenOn(app, config);
      startMs = performance.now();
      backups = await startBackups(config, app.log);
      const bound = app.server.address();
      const port = typeof bound === "object" && bound ? bound.port : config.port;
      listens = port;
      address = networkAddress({ host: config.host, port, publicUrl: config.publicUrl });
      return port;
    },
    async tellStart() {
      await tellStart(app.log, { config, database, port: listens }).catch(failed);
    },
    get metricsPort() {
      return metrics?.port;
    },
    async close() {
      ready = false;
      await drain(io, startMs, async () => {
        await drainCommands();
        await hooks.drain();
        fanout.drain();
      });
      // Nothing that counts is under way any more; a request that never ends must not keep the process.
      app.server.closeAllConnections();
      storage.stop();
      imports.stop();
      pulse.stop();
      operatorLog.close();
      viewers.stop();
      await metrics?.close();
      await backups?.stop();
      await app.close();
      await upkeep.stop();
      await database.close();
      app.log.info("Parlor has stopped");
    },
  };
}
