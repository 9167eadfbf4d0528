import { resolve } from "node:path";

/** The scripts of package.json that take paths. */
const SCRIPTS = ["backup", "restore", "import"];

/**
 * An absolute path for one that an operator typed. `npm run restore -- FILE` runs in the project's root, wherever it was called, and
 * npm tells in INIT_CWD where that was.
 */
export function callerPath(path: string, env: NodeJS.ProcessEnv = process.env): string {
  const isScript = SCRIPTS.includes(env["npm_lifecycle_event"] ?? "");
  return resolve((isScript && env["INIT_CWD"]) || "", path);
}
