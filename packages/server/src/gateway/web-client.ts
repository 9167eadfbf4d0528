import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import staticFiles from "@fastify/static";
import type { FastifyInstance } from "fastify";
import type { Config } from "../config.ts";
import { formFor, pageShell } from "./page-shell.ts";

/** Pages the web client draws itself; all are the same shell. */
const SHELL_ROUTES = ["/", "/home", "/c/:id", "/c/:id/:slug", "/p/:id"];

/**
 * Serves the built web client from `dist`: hashed assets for a year in the compressed form that was made at build time, and the
 * page itself, never cached, with this server's addresses in it.
 */
export async function webClient(
  app: FastifyInstance,
  dist: string,
  { basePath, publicUrl }: Pick<Config, "basePath" | "publicUrl">,
): Promise<void> {
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
  const shell = await pageShell(await readFile(join(dist, "index.html"), "utf8"), basePath, publicUrl);
  for (const route of SHELL_ROUTES) {
    app.get(route, (request, reply) => {
      const form = formFor(request.headers["accept-encoding"]);
      reply.headers({ "cache-control": "no-store", vary: "accept-encoding" }).type("text/html; charset=utf-8");
      return reply.headers(form === "identity" ? {} : { "content-encoding": form }).send(shell[form]);
    });
  }
}
