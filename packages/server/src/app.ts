import { join } from "node:path";
import type { Self } from "@parlor/protocol";
import type { BackupSchedule } from "./backups/backup-schedule.ts";
import { startBackups } from "./backups/start-backups.ts";
import type { Config } from "./config.ts";
import type { Database } from "./db/open-database.ts";
import { readPlaceId } from "./db/place-id.ts";
import { StorageHealth } from "./db/storage-health.ts";
import { localFanout } from "./fanout/local-fanout.ts";
import { apiDocs } from "./gateway/api-docs.ts";
import { boundBodies } from "./gateway/bound-bodies.ts";
import { makeDispatcher } from "./gateway/dispatch.ts";
import { GuessLimits } from "./gateway/guess-limits.ts";
import { drain } from "./gateway/drain.ts";
import { type EarlyPort, takePort } from "./gateway/early-port.ts";
import { healthRoutes } from "./gateway/health.routes.ts";
import { hostPolicy } from "./gateway/host-policy.ts";
import { httpGateway } from "./gateway/http-gateway.ts";
import { httpServer } from "./gateway/http-server.ts";
import { LiveSockets } from "./gateway/live-sockets.ts";
import { clientOf, openGateway } from "./gateway/open-gateway.ts";
import { limitedAuthentication } from "./gateway/limited-authentication.ts";
import { RateLimiter } from "./gateway/rate-limiter.ts";
import { socketGateway } from "./gateway/socket-gateway.ts";
import { connectionsByTransport } from "./gateway/socket-server.ts";
import { Turns } from "./gateway/turns.ts";
import { webClient } from "./gateway/web-client.ts";
import { hooksRoutes } from "./hooks/hooks.routes.ts";
import { type LogTarget, logTarget } from "./logging/log-target.ts";
import { OperatorLog } from "./logging/operator-log.ts";
import { tellStart } from "./logging/tell-start.ts";
import { joinFeatures } from "./join-features.ts";
import { networkAddress } from "./network-address.ts";
import { Counts } from "./metrics/counts.ts";
import { readDataFigures } from "./metrics/data-figures.ts";
import type { MetricsPort } from "./metrics/metrics-port.ts";
import { openMetrics } from "./metrics/open-metrics.ts";
import type { Gauges } from "./metrics/server-families.ts";
import type { Session } from "./people/session.ts";
import { countSessions } from "./people/session-store.ts";
import { readCountedFrom } from "./people/counted-from.ts";
import { IdleSessions } from "./people/idle-sessions.ts";
import { SessionCache } from "./people/session-cache.ts";
import { SessionUpkeep } from "./people/session-upkeep.ts";
import { hashToken } from "./people/session-token.ts";

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

interface AppUse {
  target?: LogTarget | undefined;
  port?: EarlyPort | undefined;
  /** The clock by which sessions are idle. */
  now?: (() => number) | undefined;
}

/**
 * Wires the server: the one place where features, fan-out, database, HTTP and Socket.IO meet. `port` is one that was taken
 * before; without it, `listen` takes that of the settings.
 */
export async function makeApp(
  config: Config,
  opened: Database,
  { target = logTarget(), port: early, now }: AppUse = {},
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
  const placeId = await readPlaceId(db);
  const { io, cookie, origins, addressOf } = await openGateway(app, config, {
    placeId,
    counts,
    operatorLog,
  });
  const limiter = new RateLimiter(config.rates);
  const sessions = new SessionCache(db);
  const onFailure = (failure: unknown) => operatorLog.failed(failure, "something could not be told or answered");
  const onWrongTokens = (address: string) => operatorLog.cut("wrong_tokens", () => ({ address }));
  const idle = new IdleSessions({
    database,
    idleMs: config.sessionIdleMs,
    countedFrom: await readCountedFrom(db, (now ?? Date.now)()),
    now,
    onEnded(ended) {
      for (const { id, personId } of ended) {
        sessions.forget(id);
        live.ended({ id });
        fanout.announce({ to: "person", id: personId }, "device.changed", {});
      }
      operatorLog.sessionsIdle(ended.length);
    },
  });
  const upkeep = new SessionUpkeep({ database, sessions, idle, live: () => live.sessions(), now, onFailure });
  const authenticate = limitedAuthentication(limiter, hashToken, (hash) => upkeep.find(hash), onWrongTokens);

  const live = new LiveSockets();
  const fanout = localFanout(io, counts, (id) => live.of(id).map(({ seat }) => seat.id));
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
  const features = await joinFeatures({
    config,
    database,
    sessions,
    live,
    fanout,
    counts,
    operatorLog,
    describe,
    onFailure,
  });
  const { dispatch, drain: drainCommands } = makeDispatcher(features.handlers, {
    limiter,
    guesses: new GuessLimits(config.guesses),
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
    onFailure,
  });
  const hooks = hooksRoutes(app, {
    database,
    door: features.door,
    log: features.log,
    addressOf,
    limiter,
    counts,
    onWrongTokens,
    onNotStored: (failure) => operatorLog.failed(failure, "a webhook's message could not be stored"),
    onFailure,
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
    onFailure,
    onGone: (connection, session) => features.leave({ session, seat: connection }),
    onCut: (connection, reason) => operatorLog.cut(reason, () => clientOf(connection)),
  });

  let ready = true;
  let takenMs = 0;
  let metrics: MetricsPort | undefined;
  let backups: BackupSchedule | undefined;
  // Nobody is in front of the figures, so they are under no other names than these.
  const figureHosts = hostPolicy(
    [],
    [...config.allowedHosts, ...config.publicUrls.map((url) => new URL(url).hostname)],
  );
  const gauges: Gauges = {
    connections: () => connectionsByTransport(io),
    people: () => live.people,
    waiting: () => features.log.waiting,
    sessions: () => countSessions(db),
    data: () => readDataFigures(config.dataDir),
  };
  healthRoutes(app, async () => ready && (await storage.canStore()));
  apiDocs(app, place, config.basePath);
  await webClient(app, WEB_DIST, config);
  boundBodies(app.server, {
    addressOf,
    onCut: (address, reason) => operatorLog.cut(reason, () => ({ address })),
  });

  return {
    async listen() {
      metrics = await openMetrics(config, counts, gauges, figureHosts);
      await app.ready();
      const taken = early ?? (await takePort(config));
      ({ takenMs } = taken);
      await taken.serve(app.server);
      backups = await startBackups(config, placeId, app.log);
      upkeep.start();
      listens = taken.port;
      address = networkAddress({ host: config.host, port: listens, publicUrls: config.publicUrls });
      return listens;
    },
    async tellStart() {
      await tellStart(app.log, { config, database, port: listens }).catch(onFailure);
    },
    get metricsPort() {
      return metrics?.port;
    },
    async close() {
      ready = false;
      await drain(io, takenMs, async () => {
        await drainCommands();
        await hooks.drain();
        fanout.drain();
      });
      // Nothing that counts is under way any more; a request that never ends must not keep the process.
      app.server.closeAllConnections();
      storage.stop();
      features.stop();
      operatorLog.close();
      await metrics?.close();
      await backups?.stop();
      await app.close();
      await upkeep.stop();
      await database.close();
      app.log.info("Parlor has stopped");
    },
  };
}
