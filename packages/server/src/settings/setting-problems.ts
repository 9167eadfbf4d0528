import { Environment, filledOf } from "./environment.ts";
import { findMisspelt } from "./misspelt-setting.ts";

/** One clear line for every setting that is misspelt or cannot be used; empty when a server would start with them. */
export function settingProblems(env: NodeJS.ProcessEnv): string[] {
  const filled = filledOf(env);
  const settings = Object.keys(Environment.shape);
  const misspelt = Object.keys(filled).flatMap((name) => findMisspelt([name], settings) ?? []);
  const issues = Environment.safeParse(filled).error?.issues ?? [];
  return [
    // With a misspelt DATA_DIR the server would start with an empty folder, and look as if everything was lost.
    ...misspelt.map(
      ({ name, setting }) => `There is no setting ${name}: call it ${setting}, or remove it from Parlor's environment.`,
    ),
    ...issues.map(({ path, message }) => `The setting ${String(path[0])} cannot be used: ${message}`),
  ];
}
