import { join } from "node:path";
import { buildPart, type Part } from "./build-part.ts";
import { root } from "./run-step.ts";

/** What ends up in the web client, or decides how it is made. */
export const webSources = ["packages/web", "packages/client", "packages/protocol", "package-lock.json"];

const web = join(root, "packages/web");

const webClient: Part = {
  name: "web client",
  dist: join(web, "dist"),
  sources: webSources,
  builder: "vite",
  cwd: web,
  command: (folder) => [
    join(root, "node_modules/vite/bin/vite.js"),
    ...["build", "--outDir", folder, "--emptyOutDir", "--logLevel", "warn"],
  ],
};

/** Builds the web client into packages/web/dist if its sources changed. */
export const buildWeb = (signal?: AbortSignal): Promise<void> => buildPart(webClient, signal);

if (import.meta.main) await buildWeb();
