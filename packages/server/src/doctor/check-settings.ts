import { changedSettings } from "../settings/changed-settings.ts";
import { settingProblems } from "../settings/setting-problems.ts";
import { type Finding, fail, ok } from "./finding.ts";

/** Whether a server would start with these settings. Names those that were changed, with the values of none that is secret. */
export function checkSettings(env: NodeJS.ProcessEnv): Finding {
  const problems = settingProblems(env);
  if (problems.length > 0) return fail(problems.map((problem) => problem.replace(/\.?$/, ".")).join(" "));
  const changed = Object.entries(changedSettings(env)).map(([name, value]) => `${name}=${value}`);
  return ok(changed.length > 0 ? `Good: ${changed.join(" ")}` : "All as they are by default.");
}
