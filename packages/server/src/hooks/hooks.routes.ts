import type { Answer, CodedError } from "@parlor/protocol";
import { errors, limits } from "@parlor/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ClientAddress } from "../gateway/client-address.ts";
import { type Authenticate, limitedAuthentication } from "../gateway/limited-authentication.ts";
import type { RateLimiter } from "../gateway/rate-limiter.ts";
import type { Counts } from "../metrics/counts.ts";
import { hashToken } from "../people/session-token.ts";
import { Refusal } from "../refusal.ts";
import { hookByTokenHash, type LiveHook } from "./hook-store.ts";
import { hookText } from "./hook-text.ts";
import { hookPosting, type PostDeps } from "./post-to-hook.ts";

export interface HookRoutesDeps extends Pick<PostDeps, "database" | "door" | "log"> {
  addressOf: ClientAddress;
  limiter: RateLimiter;
  counts: Counts;
  /** Told of an address that presents too many wrong tokens. */
  onWrongTokens(address: string): void;
  /** Told of a message that could not be stored. */
  onNotStored(failure: unknown): void;
  /** Told of what failed although the message was stored. */
  onFailure(failure: unknown): void;
}

/** What one post is answered with. */
interface Posting extends Pick<HookRoutesDeps, "addressOf" | "limiter" | "counts"> {
  authenticate: Authenticate<LiveHook>;
  post: ReturnType<typeof hookPosting>;
}

/** Units of an idempotency key: a UUID, a commit's hash or an address fit well. */
const KEY_MAX = 255;

/**
 * HOOK-2 to HOOK-9. Takes messages from programs at `POST /hooks/<token>`. The token is the only right that counts: cookies and
 * origins are not looked at, and no log has the address. Returns what refuses new posts and waits for those under way.
 */
export function hooksRoutes(app: FastifyInstance, deps: HookRoutesDeps): { drain(): Promise<void> } {
  const { database, limiter } = deps;
  const byToken = (tokenHash: string) => hookByTokenHash(database.db, tokenHash);
  const posting: Posting = {
    ...deps,
    authenticate: limitedAuthentication(limiter, hashToken, byToken, deps.onWrongTokens),
    post: hookPosting(deps),
  };
  const underWay = new Set<Promise<void>>();
  let isDraining = false;

  app.register(async (hooks) => {
    // Read as bytes, whatever they are called, so that every refusal is in our words.
    hooks.removeAllContentTypeParsers();
    hooks.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: limits.frameBytes }, (_request, body, done) =>
      done(null, body),
    );
    hooks.addHook("onRequest", async (request, reply) => {
      reply.header("cache-control", "no-store");
      const encoding = request.headers["content-encoding"]?.trim().toLowerCase() || "identity";
      if (encoding !== "identity")
        throw new Refusal("bad_request", {
          message: `Send the body as it is, without Content-Encoding: ${encoding.slice(0, 60)}.`,
        });
    });
    hooks.setErrorHandler(async (failure, request, reply) => {
      const { status, ...error } = coded(failure, deps.onNotStored);
      if (error.retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(error.retryAfterMs / 1_000));
      return answer(request, reply.code(status), { ok: false, error });
    });
    hooks.post<{ Params: { "*": string } }>("/hooks/*", async (request, reply) => {
      if (isDraining) throw new Refusal("unavailable", { retryAfterMs: 1_000 });
      const posted = postTo(posting, request);
      const settled = posted.then(
        () => undefined,
        () => undefined,
      );
      underWay.add(settled);
      void settled.then(() => underWay.delete(settled));
      return answer(request, reply, { ok: true, value: await posted });
    });
    hooks.route({
      method: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"],
      url: "/hooks/*",
      handler: async (request, reply) => {
        const error = { code: "bad_request", message: "A webhook takes messages: send them with POST." } as const;
        return answer(request, reply.code(405).header("allow", "POST"), { ok: false, error });
      },
    });
  });

  return {
    async drain() {
      isDraining = true;
      await Promise.all(underWay);
    },
  };
}

async function postTo(deps: Posting, request: FastifyRequest<{ Params: { "*": string } }>) {
  const since = performance.now();
  const posting = take(deps, request);
  const result: Answer<unknown> = await posting.then(
    (value) => ({ ok: true, value }),
    (failure: unknown) => ({
      ok: false,
      error: failure instanceof Refusal ? failure.coded : { code: "internal", message: "" },
    }),
  );
  deps.counts.answered("webhook", result, performance.now() - since);
  return posting;
}

async function take(
  { authenticate, addressOf, limiter, post }: Posting,
  { params, headers, body, raw }: FastifyRequest<{ Params: { "*": string } }>,
) {
  const hook = await authenticate(params["*"], addressOf(raw));
  if (!hook) throw new Refusal("hook_not_found");
  const retryAfterMs = limiter.take("hook", hook.id);
  if (retryAfterMs > 0) {
    const message = `This webhook posts too much. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`;
    throw new Refusal("rate_limited", { retryAfterMs, message });
  }
  const key = headers["idempotency-key"]?.toString();
  if (key !== undefined && (key === "" || key.length > KEY_MAX))
    throw new Refusal("bad_request", { message: `An Idempotency-Key has 1 to ${KEY_MAX} characters.` });
  const text = hookText({
    contentType: headers["content-type"] ?? "",
    body: Buffer.isBuffer(body) ? body : Buffer.alloc(0),
  });
  try {
    return await post(hook, text, key);
  } catch (failure) {
    // Its owner may restore the channel, and the hook works again then.
    if (failure instanceof Refusal && failure.coded.code === "channel_not_found")
      throw new Refusal("channel_not_found", { message: "The channel of this webhook was archived." });
    throw failure;
  }
}

function coded(failure: unknown, onNotStored: HookRoutesDeps["onNotStored"]): CodedError & { status: number } {
  if (failure instanceof Refusal) return { ...failure.coded, status: errors[failure.coded.code].status };
  const { statusCode = 500 } = failure as { statusCode?: number };
  if (statusCode === 413) {
    const message = `The request is larger than ${limits.frameBytes / 1_024} KiB.`;
    return { code: "too_large", message, status: statusCode };
  }
  // Fastify reads the header before any parser does.
  if (statusCode === 415)
    return { code: "bad_request", message: "The Content-Type is not of the form type/subtype.", status: 400 };
  if (statusCode < 500) return { code: "bad_request", message: errors.bad_request.meaning, status: 400 };
  onNotStored(failure);
  return { code: "internal", message: errors.internal.meaning, status: 500 };
}

/** HOOK-9. `ok` or one sentence, as senders of Slack's format expect and a terminal shows best; JSON for those that ask for it. */
function answer(request: FastifyRequest, reply: FastifyReply, said: Answer<unknown>) {
  if (request.headers.accept?.includes("application/json")) return reply.send(said);
  reply.type("text/plain; charset=utf-8");
  return reply.send(said.ok ? "ok" : said.error.message);
}
