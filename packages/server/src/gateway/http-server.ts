import fastify, { type FastifyInstance, LogController } from "fastify";
import type { Config } from "../config.ts";
import type { LogTarget } from "../logging/log-target.ts";
import { refuseUnread } from "./http-gateway.ts";
import { answerBrokenRequest } from "./unreadable-request.ts";

/** A whole request of 64 KiB arrives within this time on any line worth the name. */
const REQUEST_TIMEOUT_MS = 10_000;

/** What is kept of an error: Node puts the raw bytes of a broken request into it, tokens and all. */
function errorInLog({ name, message, stack, code }: NodeJS.ErrnoException) {
  return { type: name, message, stack: stack ?? "", code };
}

/** Commands are checked by their zod schemas; without Fastify's own, 290 modules less are loaded at a start. */
const noSchemas = {
  buildValidator: () => () => {
    throw new Error("no route has a schema");
  },
  buildSerializer: () => () => {
    throw new Error("no route has a schema");
  },
};

/** Fastify with our bounds on time and size, and without what would log or parse more than it should. */
export function httpServer(config: Config, target: LogTarget | undefined): FastifyInstance {
  return fastify({
    logger: {
      level: config.logLevel,
      // A request is logged without its address, which may be a webhook's secret.
      serializers: { err: errorInLog, req: ({ method }) => ({ method }) },
      ...(target && { stream: target }),
    },
    // Request lines would carry query strings, and with them socket ids.
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: REQUEST_TIMEOUT_MS,
    // Node looks for those that are too slow every half minute only.
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: REQUEST_TIMEOUT_MS / 4 },
    frameworkErrors: (failure, _request, reply) => void refuseUnread(reply, failure),
    clientErrorHandler: answerBrokenRequest,
    routerOptions: { ignoreTrailingSlash: true },
    forceCloseConnections: "idle",
    schemaController: { compilersFactory: noSchemas },
  });
}
