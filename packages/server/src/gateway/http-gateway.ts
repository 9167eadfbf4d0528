import type { Socket } from "node:net";
import compress from "@fastify/compress";
import { type Answer, type CodedError, type ErrorCode, errors, limits } from "@parlor/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Authenticate } from "./limited-authentication.ts";
import type { Caller } from "./caller.ts";
import type { ClientAddress } from "./client-address.ts";
import type { Dispatch } from "./dispatch.ts";
import type { LiveSockets } from "./live-sockets.ts";
import type { OriginPolicy } from "./origin-policy.ts";
import type { SessionCookie } from "./session-cookie.ts";

export interface HttpGateway {
  dispatch: Dispatch;
  authenticate: Authenticate;
  addressOf: ClientAddress;
  origins: OriginPolicy;
  cookie: SessionCookie;
  live: LiveSockets;
  /** Where Parlor is on its host (config.ts). */
  basePath: string;
}

/** Bytes below which compressing an answer costs more than it saves: one packet holds them anyway. */
const COMPRESS_ABOVE = 1_024;

/** Binds the registry to `POST /api/v1/<command>` (API-2). */
export function httpGateway(app: FastifyInstance, gateway: HttpGateway): void {
  app.setNotFoundHandler((request, reply) =>
    isVisit(request) ? reply.redirect(`${gateway.basePath}/`) : refuse(reply, "unknown_command"),
  );
  app.register(async (api) => {
    await api.register(compress, { threshold: COMPRESS_ABOVE, encodings: ["gzip", "identity"] });
    api.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      if (!gateway.origins.allows(request.raw))
        await refuse(reply, "origin_refused", gateway.origins.refusal(request.raw));
    });
    api.setErrorHandler(async (failure: { statusCode?: number }, _request, reply) => {
      if (failure instanceof Refusal) return give(reply, { ok: false, error: failure.coded });
      const status = failure.statusCode ?? 500;
      await refuse(reply, status === 413 ? "too_large" : status < 500 ? "bad_request" : "internal");
    });
    api.post<{ Params: { command: string } }>(
      "/api/v1/:command",
      { bodyLimit: limits.frameBytes },
      async (request, reply) => {
        const session = await sessionOf(request, gateway);
        const answer = await gateway.dispatch(
          request.params.command,
          callerOf(request, reply, session, gateway),
          request.body === undefined ? {} : request.body,
        );
        return give(reply, answer);
      },
    );
  });
}

/** A person who opened an address that is none: they are better off at the start than before a line of JSON. */
function isVisit({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && !url.startsWith("/api/") && headers.accept?.includes("text/html") === true;
}

async function sessionOf(
  request: FastifyRequest,
  { authenticate, addressOf, cookie }: HttpGateway,
): Promise<Session | undefined> {
  const bearer = /^Bearer ([\w-]{1,128})$/.exec(request.headers.authorization ?? "")?.[1];
  const token = bearer ?? cookie.tokenIn(request.raw);
  return token ? authenticate(token, addressOf(request.raw)) : undefined;
}

function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session | undefined,
  { addressOf, origins, cookie, live }: HttpGateway,
): Caller {
  const { name, options } = cookie.settingFor(request.headers.origin);
  return {
    address: addressOf(request.raw),
    // It may end while the command waits its turn (CON-7).
    get session() {
      return session && live.hasEnded(session.id) ? undefined : session;
    },
    checkKeep(how) {
      if (how === "cookie" && !origins.mayKeepCookie(request.raw))
        throw new Refusal("origin_refused", origins.refusal(request.raw));
    },
    keep(_session, token, how) {
      if (how === "cookie") reply.setCookie(name, token, options);
    },
    forget(ended) {
      // A page elsewhere must not sign its visitors out, by ending a session of its own.
      if (origins.mayKeepCookie(request.raw)) reply.clearCookie(name, { ...options, maxAge: 0 });
      setImmediate(() => live.cut(ended));
    },
  };
}

/** Sends an answer with the status and the headers that belong to it. */
function give(reply: FastifyReply, answer: Answer<unknown>) {
  if (answer.ok) return reply.code(200).send(answer);
  const { code, retryAfterMs } = answer.error;
  // API-9. Whole seconds (RFC 9110, 10.2.3), rounded up: a client that waits them waited long enough.
  if (retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(retryAfterMs / 1_000));
  return reply.code(errors[code].status).send(answer);
}

/** What is not HTTP gets one plain line of it, and the connection ends; the bytes are neither logged nor repeated. */
export function answerBrokenRequest(_failure: Error, socket: Socket): void {
  const body = JSON.stringify({ ok: false, error: { code: "bad_request", message: errors.bad_request.meaning } });
  if (!socket.writable) return;
  const head = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body);
}

/** Answers with a code of the error table; `more` is what goes with it, or says it better. */
export function refuse(reply: FastifyReply, code: ErrorCode, more: Partial<Omit<CodedError, "code">> = {}) {
  return give(reply, { ok: false, error: new Refusal(code, more).coded });
}
