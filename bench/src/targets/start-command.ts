import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./program.ts";

/**
 * What `npm start` runs, less the `node` in front: Node's options, then the program. So every figure is of the Parlor that
 * an operator starts, whatever that becomes.
 */
export function startCommand(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { start: string } };
  const [node, ...args] = scripts.start.split(" ");
  if (node !== "node") throw new Error(`npm start runs ${scripts.start}, which the bench cannot follow`);
  return args;
}
