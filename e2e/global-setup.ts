import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { node, ParlorProcess } from "../tools/parlor-process.ts";

const run = promisify(execFile);
const tools = join(import.meta.dirname, "../tools");

/** Builds what is stale, and finds a Chromium; the workers get both through the environment. */
export default async function globalSetup(): Promise<void> {
  await run(node, [join(tools, "build.ts")]);
  const { stdout } = await run(node, [join(tools, "browser.ts")]);
  const { executablePath, env } = JSON.parse(stdout);
  process.env["PARLOR_CHROMIUM"] = executablePath;
  process.env["PARLOR_CHROMIUM_ENV"] = JSON.stringify(env);
  // A server that ends by itself leaves its compiled sources for the many that the stories start.
  const first = await ParlorProcess.deployed();
  await first.stop();
  await first.clear();
}
