import { type IncomingMessage, type Server as HttpServer, type ServerResponse, STATUS_CODES } from "node:http";
import { errors, limits } from "@parlor/protocol";
import { Server } from "socket.io";
import type { Config } from "../config.ts";
import type { Allowance } from "../settings/setting-forms.ts";
import { CoalescingAdapter } from "../transport/coalescing-adapter.ts";
import { CoalescingEngine } from "../transport/coalescing-engine.ts";
import { AddressCap } from "./address-cap.ts";
import type { HostPolicy } from "./host-policy.ts";
import type { OriginPolicy } from "./origin-policy.ts";
import { RateLimiter } from "./rate-limiter.ts";
import { textParser } from "./text-parser.ts";

/** Time a transport may stay open without asking for the namespace. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A dead socket is found within 30 s: one ping every 20 s, 8 s to answer it. */
const PING_EVERY_MS = 20_000;
const PING_TIMEOUT_MS = 8_000;
/** See `inboundRate`. */
const INBOUND_FACTOR = 4;
const INBOUND_LEAST = { burst: 500, perSecond: 50 };

/** Times a polling connection may try to become a WebSocket. A client tries once; each try costs a handshake (CON-9). */
const UPGRADES_MOST = 3;

export interface SocketDoor {
  origins: OriginPolicy;
  hosts: HostPolicy;
  addressOf(request: IncomingMessage): string;
  cookieToken(request: IncomingMessage): string | undefined;
  /** A client that does not read was cut (R6). */
  onSlowCut(transport: object): void;
  /** A client that sends more than anybody needs was cut (API-7). */
  onFlood(transport: object | undefined): void;
  /** A handshake of an address that had its share was refused (CON-9). */
  onRefused(address: string, reason: "too_many_sockets" | "opens_too_often"): void;
}

/** The Socket.IO server on the default path. Recovery stays off: catching up is the protocol's own (MSG-6). */
export function socketServer(http: HttpServer, config: Config, door: SocketDoor): Server {
  const cap = new AddressCap(config.socketsPerAddress);
  const openings = new RateLimiter({ socket: openingRate(config.socketsPerAddress) });
  const engine = new CoalescingEngine(
    {
      transports: config.transports,
      maxHttpBufferSize: limits.frameBytes,
      perMessageDeflate: false,
      httpCompression: false,
      pingInterval: PING_EVERY_MS,
      pingTimeout: PING_TIMEOUT_MS,
      allowRequest(request, decide) {
        const address = door.addressOf(request);
        const hasRoom = cap.hasRoom(address);
        const mayOpen = hasRoom && openings.take("socket", address) === 0;
        if (!mayOpen) door.onRefused(address, hasRoom ? "opens_too_often" : "too_many_sockets");
        decide(mayOpen ? null : "rate_limited", mayOpen);
      },
    },
    door.onSlowCut,
    { ...inboundRate(config.rates), onFlood: door.onFlood },
  );
  engine.attach(http, { path: "/socket.io" });
  const io = new Server({
    serveClient: false,
    connectTimeout: CONNECT_TIMEOUT_MS,
    adapter: CoalescingAdapter,
    parser: textParser,
  });
  io.bind(engine);
  io.engine.on(
    "connection",
    (transport: { request: IncomingMessage; once(event: "close", then: () => void): void }) => {
      transport.once("close", cap.enter(door.addressOf(transport.request)));
    },
  );
  guard(io, door);
  return io;
}

/**
 * CON-8. Looks at every request and upgrade before anything of it is read; `allowRequest` would see the first one only.
 * A polling `sid` alone would let anyone who reads it act as its owner: so each later request must come with the same cookie,
 * or equally without one.
 */
function guard(io: Server, { origins, hosts, cookieToken }: SocketDoor): void {
  const { clients } = io.engine as unknown as { clients: Record<string, { request?: IncomingMessage } | undefined> };
  const ownerOf = (request: EngineRequest) => {
    const sid = request._query?.sid ?? "";
    return Object.hasOwn(clients, sid) ? clients[sid] : undefined;
  };
  // A connection that has let go of its request is a WebSocket, and nobody has anything to add to it.
  const isOwner = (request: EngineRequest): boolean => {
    const owner = ownerOf(request);
    return !owner || (owner.request !== undefined && cookieToken(owner.request) === cookieToken(request));
  };
  const upgrades = new WeakMap<object, number>();
  const mayTry = (request: EngineRequest): boolean => {
    const owner = request.headers.upgrade ? ownerOf(request) : undefined;
    const tries = owner ? (upgrades.get(owner) ?? 0) + 1 : 0;
    if (owner) upgrades.set(owner, tries);
    return tries <= UPGRADES_MOST;
  };
  io.engine.use((request: EngineRequest, answer: ServerResponse, next: () => void) => {
    const policy = hosts.allows(request) ? origins : hosts;
    const isAllowed = policy.allows(request);
    if (isAllowed && isOwner(request) && mayTry(request)) {
      // For an upgrade this is an object of Engine.IO's own, which would keep the request as long as the connection lasts.
      if (request.headers.upgrade) Object.assign(answer, { req: undefined });
      return next();
    }
    const error = isAllowed ? undefined : policy.refusal(request);
    const status = errors[error?.code ?? "origin_refused"].status;
    const body = error ? JSON.stringify({ ok: false, error }) : "";
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
    // An upgrade has no answer object that could carry a status.
    if (!request.headers.upgrade) return answer.writeHead(status, headers).end(body);
    const lines = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      ...Object.entries(headers).map((header) => header.join(": ")),
    ];
    request.socket.end([...lines, "connection: close", "", body].join("\r\n"));
  });
}

/**
 * API-7. What a socket may send in all: several times what its session's allowances let through, so that only who takes no
 * refusal for an answer is cut; and always room for heartbeats and for a reconnect.
 */
function inboundRate({ send, read, change, presence, open, knock }: Config["rates"]): {
  burst: number;
  perSecond: number;
} {
  const allowances = [send, read, change, presence, open, knock];
  const sum = (of: "burst" | "perSecond") => allowances.reduce((all, allowance) => all + allowance[of], 0);
  return {
    burst: Math.max(INBOUND_LEAST.burst, INBOUND_FACTOR * sum("burst")),
    perSecond: Math.max(INBOUND_LEAST.perSecond, INBOUND_FACTOR * sum("perSecond")),
  };
}

/**
 * CON-9. A handshake costs more than any command. Everybody of an address may lose the line and come back, a few times over;
 * who opens and drops sockets without end is held to a share of that.
 */
function openingRate(socketsPerAddress: number): Allowance {
  return { burst: 4 * socketsPerAddress, perSecond: Math.max(1, socketsPerAddress / 10) };
}

/** Open connections by the name of their transport. */
export function connectionsByTransport(io: Server): Map<string, number> {
  const counted = new Map<string, number>();
  const { clients } = io.engine as unknown as { clients: Record<string, { transport: { name: string } }> };
  for (const { transport } of Object.values(clients)) {
    counted.set(transport.name, (counted.get(transport.name) ?? 0) + 1);
  }
  return counted;
}

/** The request of a connection that is not let in yet; looked for among all, so only for what is rare. */
export function requestOver(io: Server, transport: object): IncomingMessage | undefined {
  const { clients } = io.engine as unknown as {
    clients: Record<string, { request?: IncomingMessage; transport: object }>;
  };
  return Object.values(clients).find((client) => client.transport === transport)?.request;
}

type EngineRequest = IncomingMessage & { _query?: { sid?: string } };
