import type { IncomingMessage } from "node:http";
import { errors, protocolVersion, type Self } from "@parlor/protocol";
import type { Server, Socket } from "socket.io";
import type { Session } from "../people/session.ts";
import { Connection, type ConnectionEvents } from "./connection.ts";
import { cookieSession } from "./cookie-session.ts";
import { deviceLabel } from "./device-label.ts";
import type { Dispatch } from "./dispatch.ts";
import { connectError, readHandshake } from "./handshake.ts";
import type { Authenticate } from "./limited-authentication.ts";
import { letGoOfRequest } from "./let-go-of-request.ts";
import type { LiveSockets } from "./live-sockets.ts";
import type { SessionCookie } from "./session-cookie.ts";

export interface SocketGateway extends ConnectionEvents {
  dispatch: Dispatch;
  authenticate: Authenticate;
  cookie: SessionCookie;
  addressOf(request: IncomingMessage): string;
  describe(session: Session): Self;
  live: LiveSockets;
  epoch: string;
  commandsInFlight: number;
  /** Told of what should never happen: an answer that could not be given. */
  onFailure(failure: unknown): void;
}

/** What is kept on a Socket.IO socket. */
interface SocketData {
  connection?: Connection;
}

/** The connection that a transport carries; looked for among all, so only for what is rare. */
export function connectionOver(io: Server, transport: object): Connection | undefined {
  for (const socket of io.sockets.sockets.values()) {
    if (socket.conn.transport === transport) return (socket.data as SocketData).connection;
  }
  return undefined;
}

type Ack = (answer: unknown) => void;

/** Binds the registry to Socket.IO: one listener per socket takes every event as a command with an ack (API-2). */
export function socketGateway(io: Server, gateway: SocketGateway): void {
  const sessions = new WeakMap<Socket, Session>();
  const used = new WeakSet<object>();

  io.use((socket, next) => {
    // One transport, one socket: Socket.IO would let a transport open the namespace a thousand times.
    if (used.has(socket.conn)) return socket.conn.close();
    used.add(socket.conn);
    const address = gateway.addressOf(socket.request);
    const authenticate = (token: string) => gateway.authenticate(token, address);
    const handshake = {
      auth: socket.handshake.auth,
      cookieSession: async () => (await cookieSession(gateway.cookie, socket.request, authenticate))?.session,
    };
    readHandshake(handshake, authenticate).then(
      (session) => {
        if (session) sessions.set(socket, session);
        next();
      },
      (failure: unknown) => {
        const refusal = connectError(failure);
        // CON-11. A stock client takes a refused namespace for final, and a closed transport for a reason to try again.
        if (errors[refusal.data.code].retry) socket.conn.close();
        else next(refusal);
      },
    );
  });

  io.on("connection", (socket) => {
    const connection = new Connection(socket, gateway.addressOf(socket.request), gateway.live, gateway);
    const data: SocketData = socket.data;
    data.connection = connection;
    connection.device = deviceLabel(socket.request.headers["user-agent"]);
    const session = sessions.get(socket);
    if (session) connection.adopt(session);
    connection.tell("hello", {
      protocol: protocolVersion,
      epoch: gateway.epoch,
      now: Date.now(),
      ...(session && { self: gateway.describe(session) }),
    });
    // An event's name is what the client says it is, and Socket.IO lets it be a number.
    socket.onAny((name: unknown, ...rest: unknown[]) => {
      take(gateway, connection, String(name), rest).catch(gateway.onFailure);
    });
    socket.on("disconnect", () => {
      connection.leave();
      // There is one namespace, so a client that left it has no use for the transport.
      socket.conn.close();
    });
    letGoOfRequest(socket);
  });
}

async function take(gateway: SocketGateway, connection: Connection, name: string, rest: unknown[]): Promise<void> {
  const ack = rest.at(-1);
  if (typeof ack !== "function") {
    connection.strike();
    const { meaning } = errors.bad_request;
    connection.tell("protocol.error", {
      code: "bad_request",
      message: `${meaning} A command needs an ack.`,
      command: name.slice(0, 40),
    });
    return;
  }
  const answer = ack as Ack;
  if (connection.inFlight >= gateway.commandsInFlight) {
    answer({ ok: false, error: { code: "rate_limited", message: errors.rate_limited.meaning, retryAfterMs: 1_000 } });
    return;
  }
  connection.inFlight += 1;
  const input = rest.length === 1 ? {} : rest[0];
  // More than one argument before the ack is not a command's form.
  answer(await gateway.dispatch(name, connection, rest.length > 2 ? undefined : input));
  connection.inFlight -= 1;
}
