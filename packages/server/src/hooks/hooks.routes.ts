import { limits } from "@parlor/protocol";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { ClientAddress } from "../gateway/client-address.ts";
import { limitedAuthentication } from "../gateway/limited-authentication.ts";
import { withoutSlash } from "../gateway/without-slash.ts";
import type { RateLimiter } from "../gateway/rate-limiter.ts";
import type { Counts } from "../metrics/counts.ts";
import { hashToken } from "../people/session-token.ts";
import { Refusal } from "../refusal.ts";
import { answerHook, hookError } from "./hook-answer.ts";
import { hookByTokenHash } from "./hook-store.ts";
import { hookPosting, type PostDeps } from "./post-to-hook.ts";
import { type HookPost, takeHookPost, type TakePostDeps } from "./take-hook-post.ts";

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

/**
 * HOOK-2 to HOOK-9. Takes messages from programs at `POST /hooks/<token>`. The token is the only right that counts: cookies and
 * origins are not looked at, and no log has the address. Returns what refuses new posts and waits for those under way.
 */
export function hooksRoutes(app: FastifyInstance, deps: HookRoutesDeps): { drain(): Promise<void> } {
  const { database, limiter } = deps;
  const byToken = (tokenHash: string) => hookByTokenHash(database.db, tokenHash);
  const authenticate = limitedAuthentication(limiter, hashToken, byToken, deps.onWrongTokens);
  const posting: TakePostDeps = {
    counts: deps.counts,
    hookOf: ({ params, raw }) => authenticate(withoutSlash(params["*"] ?? ""), deps.addressOf(raw)),
    waitMs: ({ id }) => limiter.take("hook", id),
    post: hookPosting(deps),
  };
  const underWay = new Set<Promise<unknown>>();
  let isDraining = false;

  const post = async (request: HookPost, reply: FastifyReply) => {
    if (isDraining) throw new Refusal("unavailable", { retryAfterMs: 1_000 });
    const posted = takeHookPost(posting, request);
    const settled = Promise.allSettled([posted]);
    underWay.add(settled);
    void settled.then(() => underWay.delete(settled));
    return answerHook(request, reply, { ok: true, value: await posted });
  };

  app.register(async (hooks) => {
    readBytes(hooks);
    hooks.setErrorHandler(async (failure, request, reply) => {
      const { status, error } = hookError(failure, deps.onNotStored);
      if (error.retryAfterMs !== undefined) reply.header("retry-after", Math.ceil(error.retryAfterMs / 1_000));
      return answerHook(request, reply.code(status), { ok: false, error });
    });
    // An address that lost its token is refused like a wrong token.
    for (const url of ["/hooks", "/hooks/*"]) {
      hooks.post(url, post);
      hooks.route({ method: ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"], url, handler: askForPost });
    }
  });

  return {
    async drain() {
      isDraining = true;
      await Promise.all(underWay);
    },
  };
}

/** Reads a body of any Content-Type as bytes, so that every refusal is in our words. */
function readBytes(hooks: FastifyInstance): void {
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
}

async function askForPost(request: FastifyRequest, reply: FastifyReply) {
  const error = { code: "bad_request", message: "A webhook takes messages: send them with POST." } as const;
  return answerHook(request, reply.code(405).header("allow", "POST"), { ok: false, error });
}
