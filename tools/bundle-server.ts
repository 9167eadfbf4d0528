import { rm } from "node:fs/promises";
import { join } from "node:path";
import { rolldown } from "rolldown";

const server = join(import.meta.dirname, "../packages/server");

/** At the depth of the sources, so that what they say of their neighbours holds in the bundle too. */
const dist = join(server, "dist");

/** Fastify asks for these two only where a route has a schema of its own, and none has (see gateway/http-server.ts). */
const unused = ["@fastify/ajv-compiler", "@fastify/fast-json-stringify-compiler"];

await rm(dist, { recursive: true, force: true });
const bundle = await rolldown({
  input: { parlor: join(server, "src/cli/parlor.ts"), "sqlite-worker": join(server, "src/db/sqlite-worker.ts") },
  platform: "node",
  external: unused,
  // Libraries that import in circles would each be worth a warning.
  logLevel: "silent",
});
// Not minified: a stack trace should say where.
await bundle.write({ dir: dist, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });
await bundle.close();
