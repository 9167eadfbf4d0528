import { existsSync } from "node:fs";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";

/** Pages the web client draws itself; all are the same shell. */
const SHELL_ROUTES = ["/", "/home", "/c/:id", "/c/:id/:slug", "/p/:id"];

/**
 * Serves the built web client from `dist`: hashed assets for a year, the shell never cached, both in the compressed form
 * that was made at build time.
 */
export async function webClient(app: FastifyInstance, dist: string): Promise<void> {
  if (!existsSync(join(dist, "index.html"))) {
    app.get("/", async (_request, reply) =>
      reply.type("text/plain").send("Parlor runs, but its web client is not built: use npm start."),
    );
    return;
  }
  await app.register(staticFiles, {
    root: dist,
    preCompressed: true,
    index: false,
    dotfiles: "ignore",
    setHeaders(reply, path) {
      const lasting = path.includes(join(dist, "assets"));
      void reply.header("cache-control", lasting ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  for (const route of SHELL_ROUTES) {
    app.get(route, (_request, reply) =>
      reply.sendFile("index.html", { cacheControl: false }).header("cache-control", "no-store"),
    );
  }
}
