import type { Config } from "../config.ts";
import { version } from "../version.ts";
import { ask } from "./ask.ts";
import { askVersion, versionIn } from "./ask-parlor.ts";
import { type Finding, fail, ok, warn } from "./finding.ts";
import type { LockState } from "./folder-lock-state.ts";

const everywhere = new Set([undefined, "::", "0.0.0.0", "::0"]);

/** Where the server of these settings listens on this machine; undefined when the system chooses the port. */
export function localAddress({ host, port }: Pick<Config, "host" | "port">): string | undefined {
  if (port === 0) return undefined;
  const name = host === undefined || everywhere.has(host) ? "127.0.0.1" : host;
  return `http://${name.includes(":") ? `[${name}]` : name}:${port}`;
}

/** Asks the server of this folder how it is. `answers` says whether addresses can be judged by asking it. */
export async function checkServer(config: Config, lock: LockState): Promise<Finding & { answers: boolean }> {
  const url = localAddress(config);
  if (url === undefined)
    return { ...warn("PORT=0 lets the system choose the port, so the server cannot be asked."), answers: false };
  const heard = await askVersion(url);
  const running = versionIn(heard);
  const isFree = lock.kind === "free";
  if (running === undefined) return { ...silent(url, heard.failure, isFree), answers: false };
  if (isFree)
    return {
      ...warn(`A Parlor answers at ${url}, and not with this data folder: stop it, or set DATA_DIR to its folder.`),
      answers: false,
    };
  const ready = await ask(`${url}/readyz`);
  if (ready.failure !== undefined || ready.status !== 200)
    return {
      ...fail(`It answers at ${url}, and nothing can be stored now: look at the free space and at its log.`),
      answers: true,
    };
  if (running !== version)
    return { ...warn(`Version ${running} runs, and this program is ${version}: restart the server.`), answers: true };
  return { ...ok(`Version ${running} answers at ${url} and can store messages.`), answers: true };
}

function silent(url: string, failure: string | undefined, isFree: boolean): Finding {
  if (isFree && failure !== undefined) return ok(`None runs (${url}: ${failure}).`);
  if (isFree) return fail(`Another program answers at ${url}: stop it, or set PORT to a free one.`);
  return warn(
    `A server has the folder, but at ${url} ${failure ?? "something else answers"}: give this command the PORT and HOST that the server has.`,
  );
}
