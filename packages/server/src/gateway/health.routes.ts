import type { FastifyInstance } from "fastify";
import { version } from "../version.ts";

/** Tells a supervisor that the process is alive (`/healthz`), and a load balancer whether it takes traffic (`/readyz`). */
export function healthRoutes(app: FastifyInstance, isReady: () => Promise<boolean>): void {
  app.get("/healthz", async () => ({ ok: true, version }));
  app.get("/readyz", async (_request, reply) => {
    const ok = await isReady();
    return reply.code(ok ? 200 : 503).send({ ok });
  });
}
