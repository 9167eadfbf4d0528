import type { Answer } from "@parlor/protocol";
import type { FastifyRequest } from "fastify";
import type { Counts } from "../metrics/counts.ts";
import { Refusal } from "../refusal.ts";
import type { LiveHook } from "./hook-store.ts";
import { hookText } from "./hook-text.ts";
import type { hookPosting } from "./post-to-hook.ts";

/** What one post is answered with. */
export interface TakePostDeps {
  counts: Counts;
  /** The hook that a request's token belongs to; undefined for a wrong token. */
  hookOf(request: HookPost): Promise<LiveHook | undefined>;
  /** Takes one post off the hook's allowance, or says how long to wait, in milliseconds. */
  waitMs(hook: LiveHook): number;
  post: ReturnType<typeof hookPosting>;
}

export type HookPost = FastifyRequest<{ Params: { "*"?: string } }>;

/** Units of an idempotency key: a UUID, a commit's hash or an address fit well. */
const KEY_MAX = 255;

/** Takes one post and counts how it was answered. Throws the Refusal of a post that is not taken. */
export async function takeHookPost(deps: TakePostDeps, request: HookPost) {
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

async function take({ hookOf, waitMs, post }: TakePostDeps, request: HookPost) {
  const hook = await hookOf(request);
  if (!hook) throw new Refusal("hook_not_found");
  const { headers, body } = request;
  const retryAfterMs = waitMs(hook);
  if (retryAfterMs > 0) {
    const message = `This webhook posts too much. Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`;
    throw new Refusal("rate_limited", { retryAfterMs, message });
  }
  const key = keyOf(headers["idempotency-key"]?.toString());
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

function keyOf(key: string | undefined): string | undefined {
  if (key !== undefined && (key === "" || key.length > KEY_MAX))
    throw new Refusal("bad_request", { message: `An Idempotency-Key has 1 to ${KEY_MAX} characters.` });
  return key;
}
