import type { IncomingMessage, Server } from "node:http";

/**
 * Lets every route answer under `basePath` too, as in "/chat": some proxies pass the path on as it is, others without the prefix.
 * Call it after everything else listens to the server, because the path has to be known first.
 */
export function serveUnder(basePath: string, server: Server): void {
  if (basePath === "") return;
  const strip = (request: IncomingMessage) => {
    request.url = withoutPrefix(basePath, request.url ?? "/");
  };
  server.prependListener("request", strip);
  server.prependListener("upgrade", strip);
}

function withoutPrefix(prefix: string, url: string): string {
  const rest = url.startsWith(prefix) ? url.slice(prefix.length) : undefined;
  if (rest === undefined || !/^(?:$|[/?])/.test(rest)) return url;
  return rest.startsWith("/") ? rest : `/${rest}`;
}
