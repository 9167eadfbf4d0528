import compress from "@fastify/compress";
import { type Answer, type CodedError, commands, type ErrorCode, errors, limits } from "@parlor/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Session } from "../people/session.ts";
import { Refusal } from "../refusal.ts";
import type { Authenticate } from "./limited-authentication.ts";
import type { Caller } from "./caller.ts";
import type { ClientAddress } from "./client-address.ts";
import { cookieSession } from "./cookie-session.ts";
import { deviceLabel } from "./device-label.ts";
import type { Dispatch } from "./dispatch.ts";
import { readJsonBody } from "./json-body.ts";
import type { LiveSockets } from "./live-sockets.ts";
import type { OriginPolicy } from "./origin-policy.ts";
import { type CookieUpkeep, renewCookie } from "./renew-cookie.ts";
import type { SessionCookie } from "./session-cookie.ts";
import { refusalOf } from "./unreadable-request.ts";
import { withoutSlash } from "./without-slash.ts";

export interface HttpGateway {
  dispatch: Dispatch;
  authenticate: Authenticate;
  addressOf: ClientAddress;
  origins: OriginPolicy;
  cookie: SessionCookie;
  upkeep: CookieUpkeep;
  live: LiveSockets;
  /** Where Parlor is on its host (config.ts). */
  basePath: string;
  /** Told of what the caller need not know: their command runs all the same. */
  onFailure(failure: unknown): void;
}

/** Bytes below which compressing an answer costs more than it saves: one packet holds them anyway. */
const COMPRESS_ABOVE = 1_024;

/**
 * SES-10. What a browser throws away at a sign-out, besides the cookie: copies of answers, and pages that "back" would show again. A
 * browser clears for the whole host, where another Parlor or something else may live under another path. So not "cookies", which
 * would sign people out of everything under the whole domain, nor "storage", which would delete other programs' data, such as the
 * private keys of that other Parlor: the page deletes its own by name. "executionContexts" would reload other programs' pages, and
 * is known to few browsers.
 */
const CLEARED = '"cache", "prefetchCache", "prerenderCache"';

/** Binds the registry to `POST /api/v1/<command>` (API-2). */
export function httpGateway(app: FastifyInstance, gateway: HttpGateway): void {
  const readable = new Set<string>();
  app.addHook("onRoute", ({ method, url }) => {
    if (method === "GET") readable.add(url);
  });
  app.setNotFoundHandler((request, reply) => {
    const path = withoutSlash(request.url.split("?")[0] ?? "");
    const allowed = readable.has(path) ? "GET, HEAD, OPTIONS" : isCommand(path) ? "POST, OPTIONS" : undefined;
    if (!allowed) return isVisit(request) ? reply.redirect(`${gateway.basePath}/`) : refuse(reply, "unknown_command");
    reply.header("allow", allowed);
    return request.method === "OPTIONS" ? reply.code(204).send() : refuse(reply, "method_not_allowed");
  });
  app.register(async (api) => {
    await api.register(compress, { threshold: COMPRESS_ABOVE, encodings: ["gzip", "identity"] });
    api.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      if (!gateway.origins.allows(request.raw))
        await refuse(reply, "origin_refused", gateway.origins.refusal(request.raw));
    });
    api.setErrorHandler(async (failure: Error, _request, reply) => {
      const { coded } = failure instanceof Refusal ? failure : refusalOf(failure);
      return give(reply, { ok: false, error: coded });
    });
    api.removeAllContentTypeParsers();
    api.addContentTypeParser("application/json", { parseAs: "buffer" }, async (_request: unknown, body: Buffer) =>
      readJsonBody(body),
    );
    api.post<{ Params: { command: string } }>(
      "/api/v1/:command",
      { bodyLimit: limits.frameBytes },
      async (request, reply) => {
        const session = await sessionOf(request, reply, gateway);
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

function isCommand(path: string): boolean {
  return path.startsWith("/api/v1/") && Object.hasOwn(commands, path.slice("/api/v1/".length));
}

/** A person who opened an address that is none: they are better off at the start than before a line of JSON. */
function isVisit({ method, url, headers }: FastifyRequest): boolean {
  return method === "GET" && !url.startsWith("/api/") && headers.accept?.includes("text/html") === true;
}

async function sessionOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { authenticate, addressOf, cookie, upkeep, onFailure }: HttpGateway,
): Promise<Session | undefined> {
  // A scheme has no case (RFC 9110, 11.1).
  const bearer = /^bearer +([\w-]{1,128}) *$/i.exec(request.headers.authorization ?? "")?.[1];
  const lookUp = (token: string) => authenticate(token, addressOf(request.raw));
  if (bearer) return lookUp(bearer);
  const found = await cookieSession(cookie, request.raw, lookUp);
  const device = deviceLabel(request.headers["user-agent"]);
  if (found)
    await renewCookie(reply, found, { setting: cookie.settingFor(request.headers.origin), upkeep, device }).catch(
      onFailure,
    );
  return found?.session;
}

function callerOf(
  request: FastifyRequest,
  reply: FastifyReply,
  session: Session | undefined,
  { addressOf, origins, cookie, live }: HttpGateway,
): Caller {
  const { name, options, kept, probe } = cookie.settingFor(request.headers.origin);
  return {
    address: addressOf(request.raw),
    device: deviceLabel(request.headers["user-agent"]),
    cookieKept: kept,
    // It may end while the command waits its turn (CON-7).
    get session() {
      return session && live.hasEnded(session.id) ? undefined : session;
    },
    checkKeep(how) {
      if (how === "cookie" && !origins.mayKeepCookie(request.raw))
        throw new Refusal("origin_refused", origins.refusal(request.raw));
    },
    probe() {
      const arrived = request.cookies[probe.name] !== undefined;
      // Without an Origin it is no page that asks.
      if (!arrived && request.headers.origin === undefined) return undefined;
      if (!arrived) reply.setCookie(probe.name, "1", probe.options);
      return arrived;
    },
    keep(_session, token, how) {
      if (how === "cookie") reply.setCookie(name, token, options);
    },
    forget(ended) {
      // A page elsewhere must not sign its visitors out, by ending a session of its own.
      if (origins.mayKeepCookie(request.raw))
        reply.clearCookie(name, { ...options, maxAge: 0 }).header("clear-site-data", CLEARED);
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
  const { status } = errors[code];
  if (status === 401) reply.header("www-authenticate", challengeTo(reply.request));
  return reply.code(status).send(answer);
}

/** RFC 6750, section 3: an error code only for a client that presented a token. */
function challengeTo({ headers }: FastifyRequest): string {
  return `Bearer realm="parlor"${/^bearer /i.test(headers.authorization ?? "") ? ', error="invalid_token"' : ""}`;
}

/** Answers with a refusal that Fastify's own failure leads to. */
export function refuseUnread(reply: FastifyReply, failure: Error) {
  return give(reply, { ok: false, error: refusalOf(failure).coded });
}

/** Answers with a code of the error table; `more` is what goes with it, or says it better. */
export function refuse(reply: FastifyReply, code: ErrorCode, more: Partial<Omit<CodedError, "code">> = {}) {
  return give(reply, { ok: false, error: new Refusal(code, more).coded });
}
