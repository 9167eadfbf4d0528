import type { FastifyInstance } from "fastify";
import { apiPage, apiPageStyle } from "./api-page.ts";
import { openApiDocument } from "./openapi.ts";

/** Serves the contract for machines and for people. Made on the first request, since most starts never need it. */
export function apiDocs(app: FastifyInstance, place: string, basePath: string): void {
  let document: ReturnType<typeof openApiDocument> | undefined;
  let page: string | undefined;
  app.get("/api/v1/openapi.json", async () => (document ??= openApiDocument(place, basePath)));
  app.get("/api/v1/docs", async (request, reply) => {
    // The page's links are relative, because a proxy may put any prefix before them.
    if (request.url.split("?")[0]?.endsWith("/")) return reply.redirect("../docs");
    return reply.type("text/html; charset=utf-8").send((page ??= apiPage(place)));
  });
  app.get("/api/v1/docs.css", async (_request, reply) => reply.type("text/css; charset=utf-8").send(apiPageStyle));
}
