import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./run-step.ts";

/**
 * The arguments that `npm start` gives to Node: Node's options, then the program. The bench and the fault rig start
 * Parlor with them, so they measure what an operator runs. Throws if the script does not start Node through tools/run.
 */
export function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { start: string } };
  const [, args] = scripts.start.split("sh tools/run node ");
  if (args === undefined) throw new Error(`npm start runs \`${scripts.start}\`, and not a Node that tools/run chose`);
  return args.split(" ");
}
