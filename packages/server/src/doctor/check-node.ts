import { type Finding, fail, ok } from "./finding.ts";

/** The oldest Node that runs Parlor, as in package.json's `engines`; a test compares the two. */
export const NEEDED_NODE = [24, 2] as const;

/** Whether this Node runs Parlor; `version` is as in `process.versions.node`. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [wantedMajor, wantedMinor] = NEEDED_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return ok(`Node ${version}.`);
  return fail(`Node ${version} is too old: install Node ${NEEDED_NODE.join(".")} or newer.`);
}
