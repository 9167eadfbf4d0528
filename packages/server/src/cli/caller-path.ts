import { resolve } from "node:path";
import { OperatorError } from "../operator-error.ts";

/** The scripts of package.json that take paths. */
const SCRIPTS = ["backup", "restore", "import"];

/**
 * An absolute path for one that an operator typed. `npm run restore -- FILE` runs in the project's root, wherever it was called, and
 * npm tells in INIT_CWD where that was. Throws an OperatorError for a path that is blank, or that starts with a `~` no shell replaced.
 */
export function callerPath(path: string, env: NodeJS.ProcessEnv = process.env): string {
  if (path.trim() === "") throw new OperatorError("The path is blank: give the path of a file or a folder.");
  if (/^~(?:[/\\]|$)/.test(path)) {
    throw new OperatorError(`The path "${path}" cannot be used: write it out in full, without "~".`);
  }
  const isScript = SCRIPTS.includes(env["npm_lifecycle_event"] ?? "");
  return resolve((isScript && env["INIT_CWD"]) || "", path);
}
