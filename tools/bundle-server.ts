import { join } from "node:path";
import { rolldown } from "rolldown";
import { thirdPartyLicenses } from "./third-party-licenses.ts";

const server = join(import.meta.dirname, "../packages/server");

/** Where the files go: `node tools/bundle-server.ts FOLDER`. */
const [, , folder] = process.argv;
if (folder === undefined) throw new Error("bundle-server.ts needs a folder to write to");

/** Fastify asks for these two only where a route has a schema of its own, and none has (see gateway/http-server.ts). */
const unused = ["@fastify/ajv-compiler", "@fastify/fast-json-stringify-compiler"];

const bundle = await rolldown({
  input: {
    parlor: join(server, "src/cli/parlor.ts"),
    "sqlite-worker": join(server, "src/db/sqlite-worker.ts"),
    "backup-worker": join(server, "src/backups/backup-worker.ts"),
  },
  platform: "node",
  external: unused,
  plugins: [thirdPartyLicenses(join(import.meta.dirname, ".."))],
  // Libraries that import in circles would each be worth a warning.
  logLevel: "silent",
});
// Not minified: a stack trace should say where.
await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" });
await bundle.close();
