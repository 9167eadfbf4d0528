import type { Answer, CodedError } from "@parlor/protocol";
import { errors, limits } from "@parlor/protocol";
import type { FastifyReply, FastifyRequest } from "fastify";
import { Refusal } from "../refusal.ts";

/** HOOK-9. `ok` or one sentence, as senders of Slack's format expect and a terminal shows best; JSON for those that ask for it. */
export function answerHook(request: FastifyRequest, reply: FastifyReply, said: Answer<unknown>) {
  if (request.headers.accept?.includes("application/json")) return reply.send(said);
  reply.type("text/plain; charset=utf-8");
  return reply.send(said.ok ? "ok" : said.error.message);
}

/** Any failure of a post as an error of the table, with its HTTP status; `onNotStored` is told of those that are the server's own. */
export function hookError(
  failure: unknown,
  onNotStored: (failure: unknown) => void,
): { status: number; error: CodedError } {
  if (failure instanceof Refusal) return { status: errors[failure.coded.code].status, error: failure.coded };
  const { statusCode = 500 } = failure as { statusCode?: number };
  if (statusCode === 413) {
    const message = `The request is larger than ${limits.frameBytes / 1_024} KiB.`;
    return { status: 413, error: { code: "too_large", message } };
  }
  if (statusCode < 500) {
    // Fastify reads the header before any parser does.
    const message =
      statusCode === 415 ? "The Content-Type is not of the form type/subtype." : errors.bad_request.meaning;
    return { status: 400, error: { code: "bad_request", message } };
  }
  onNotStored(failure);
  return { status: 500, error: { code: "internal", message: errors.internal.meaning } };
}
