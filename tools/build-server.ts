import { join } from "node:path";
import { buildPart, type Part } from "./build-part.ts";
import { root } from "./run-step.ts";

const server: Part = {
  name: "server",
  dist: join(root, "packages/server/dist"),
  sources: [
    "packages/server",
    "packages/protocol",
    "tools/bundle-server.ts",
    "tools/third-party-licenses.ts",
    "package-lock.json",
  ],
  builder: "rolldown",
  cwd: root,
  command: (folder) => [join(root, "tools/bundle-server.ts"), folder],
};

/**
 * Joins the server and its libraries into packages/server/dist if their sources changed. To load 1,100 small modules is
 * more than half of a start and of its memory; so this is what `npm start` runs, while development and tests run the
 * sources.
 */
export const buildServer = (signal?: AbortSignal): Promise<void> => buildPart(server, signal);

if (import.meta.main) await buildServer();
