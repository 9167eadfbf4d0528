import { isDeepStrictEqual } from "node:util";
import { Environment, filledOf } from "./environment.ts";

/** A setting of such a name may hold a secret. */
const SECRET = /TOKEN|SECRET|PASSWORD|_KEY$/;

/** The settings that differ from their defaults, as the environment has them; the values of secrets are masked. */
export function changedSettings(env: NodeJS.ProcessEnv): Record<string, string> {
  const filled = filledOf(env);
  const changed = Object.entries(Environment.shape).flatMap(([name, setting]) => {
    const value = filled[name];
    if (value === undefined || isDeepStrictEqual(setting.safeParse(value).data, setting.safeParse(undefined).data))
      return [];
    return [[name, SECRET.test(name) ? "(set)" : value] as const];
  });
  return Object.fromEntries(changed);
}
