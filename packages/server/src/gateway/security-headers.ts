import helmet from "@fastify/helmet";
import type { FastifyInstance } from "fastify";
import type { Server } from "socket.io";

/** A year, as the HSTS preload list asks (RFC 6797). */
const HSTS_S = 365 * 24 * 60 * 60;

/** Whether browsers may be told to use HTTPS alone: not where a configured host is open over plain HTTP too (RFC 6797 goes by the host). */
export function isHttpsAlone(publicUrls: readonly string[]): boolean {
  return publicUrls.length > 0 && publicUrls.every((url) => url.startsWith("https:"));
}

/** The headers of every answer: nothing inline, nothing foreign, nothing framed, no markup made from strings. */
export async function securityHeaders(app: FastifyInstance, https: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        workerSrc: ["'self'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        // The page's one policy: it lets the worker start that makes keys of chosen phrases, and no other script.
        trustedTypes: ["parlor-worker"],
      },
    },
    strictTransportSecurity: https && { maxAge: HSTS_S, includeSubDomains: false },
    referrerPolicy: { policy: "no-referrer" },
    crossOriginOpenerPolicy: { policy: "same-origin" },
    crossOriginResourcePolicy: { policy: "same-origin" },
    crossOriginEmbedderPolicy: false,
    xFrameOptions: { action: "deny" },
  });
}

/** Socket.IO answers polling by itself, so its answers get their headers here. */
export function pollingHeaders(io: Server, https: boolean): void {
  io.engine.on("headers", (headers: Record<string, string>) => {
    headers["cache-control"] = "no-store";
    headers["x-content-type-options"] = "nosniff";
    headers["referrer-policy"] = "no-referrer";
    headers["cross-origin-resource-policy"] = "same-origin";
    headers["content-security-policy"] = "default-src 'none'; frame-ancestors 'none'";
    if (https) headers["strict-transport-security"] = `max-age=${HSTS_S}`;
  });
}
