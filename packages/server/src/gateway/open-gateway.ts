import type { IncomingMessage } from "node:http";
import cookies from "@fastify/cookie";
import proxyAddr from "@fastify/proxy-addr";
import type { FastifyInstance } from "fastify";
import type { Server } from "socket.io";
import type { Config } from "../config.ts";
import type { CutClient, OperatorLog } from "../logging/operator-log.ts";
import type { Counts } from "../metrics/counts.ts";
import { boundAnswers } from "./bound-answers.ts";
import { boundHeads } from "./bound-heads.ts";
import { capConnections } from "./cap-connections.ts";
import { type ClientAddress, clientAddress } from "./client-address.ts";
import type { Connection } from "./connection.ts";
import { hostPolicy } from "./host-policy.ts";
import { refuse } from "./http-gateway.ts";
import { type OriginPolicy, originPolicy } from "./origin-policy.ts";
import { isHttpsAlone, pollingHeaders, securityHeaders } from "./security-headers.ts";
import { type SessionCookie, sessionCookie } from "./session-cookie.ts";
import { connectionOver } from "./socket-gateway.ts";
import { requestOver, socketServer } from "./socket-server.ts";
import { serveUnder } from "./sub-path.ts";
import { watchHosts, watchRefusals } from "./watch-refusals.ts";

export interface GatewayDeps {
  /** Names the cookie, so that two servers on one host do not share it. */
  placeId: string;
  counts: Counts;
  operatorLog: OperatorLog;
}

/** What HTTP and Socket.IO share, before any command is bound to them. */
export interface OpenGateway {
  io: Server;
  cookie: SessionCookie;
  origins: OriginPolicy;
  addressOf: ClientAddress;
}

/** Prepares the HTTP server of `app`, and Socket.IO on it: limits of addresses, headers, origins, cookies and the sub-path. */
export async function openGateway(
  app: FastifyInstance,
  config: Config,
  { placeId, counts, operatorLog }: GatewayDeps,
): Promise<OpenGateway> {
  const https = isHttpsAlone(config.publicUrls);
  const cookie = sessionCookie(config.publicUrls, placeId);
  const origins = watchRefusals(originPolicy(config.publicUrls), {
    counted: () => counts.originRefused(),
    told: (refused) => operatorLog.originRefused(refused),
  });
  const hosts = watchHosts(hostPolicy(config.publicUrls, config.allowedHosts), (host) => operatorLog.hostRefused(host));
  const trust = proxyAddr.compile(config.trustedProxies);
  const addressOf = clientAddress((address) => trust(address, 0));

  capConnections(app.server, config.socketsPerAddress, {
    isProxy: (peer) => trust(peer, 0),
    onRefused: (address) => operatorLog.cut("too_many_connections", () => ({ address })),
  });
  boundHeads(app.server, {
    isProxy: (peer) => trust(peer, 0),
    onCut: (address) => operatorLog.cut("too_many_requests", () => ({ address })),
  });
  await app.register(cookies);
  await securityHeaders(app, https);
  app.addHook("onRequest", async (request, reply) => {
    if (!hosts.allows(request.raw)) await refuse(reply, "host_refused", hosts.refusal(request.raw));
  });
  const io = socketServer(app.server, config, {
    origins,
    hosts,
    addressOf,
    cookieToken: (request) => cookie.tokensIn(request)[0]?.token,
    onSlowCut(transport) {
      counts.slowCut();
      operatorLog.cut("slow", () => clientOver(io, transport, addressOf));
    },
    onFlood(transport) {
      counts.floodCut();
      operatorLog.cut("flood", () => transport && clientOver(io, transport, addressOf));
    },
    onRefused: (address, reason) => operatorLog.cut(reason, () => ({ address })),
  });
  pollingHeaders(io, https);
  boundAnswers(app.server);
  serveUnder(config.basePath, app.server);
  return { io, cookie, origins, addressOf };
}

/** A connection's client, as the operator's log names it. */
export function clientOf({ address, session }: Connection): CutClient {
  return { address, personId: session?.person.id, sessionId: session?.id };
}

function clientOver(
  io: Server,
  transport: object,
  addressOf: (request: IncomingMessage) => string,
): CutClient | undefined {
  const connection = connectionOver(io, transport);
  if (connection) return clientOf(connection);
  const request = requestOver(io, transport);
  return request && { address: addressOf(request) };
}
