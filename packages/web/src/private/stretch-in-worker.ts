import { loadPart } from "../ui/outdated.ts";

interface ScriptPolicy {
  createScriptURL(url: string): string;
}
declare global {
  interface Window {
    trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL(url: string): string }): ScriptPolicy;
    };
  }
}

let policy: ScriptPolicy | undefined;

/**
 * Argon2id off the page's thread, so that a second of work is no second without an answer. Under our content security policy
 * a worker only starts from an address that a policy of this name has passed (security-headers.ts), and it passes only this one.
 */
export async function stretchInWorker(phrase: Uint8Array, salt: Uint8Array): Promise<Uint8Array> {
  const { default: workerUrl } = await loadPart(() => import("./stretch-worker.ts?worker&url"));
  policy ??= window.trustedTypes?.createPolicy("parlor-worker", {
    createScriptURL: (url) => {
      if (url !== workerUrl) throw new TypeError(`no worker of ours: ${url}`);
      return url;
    },
  }) ?? { createScriptURL: (url) => url };
  const worker = new Worker(policy.createScriptURL(workerUrl), { type: "module" });
  return new Promise<Uint8Array>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<Uint8Array>) => resolve(data));
    worker.addEventListener("error", ({ message }) => reject(new Error(`stretching a phrase failed: ${message}`)));
    worker.postMessage({ phrase, salt });
  }).finally(() => worker.terminate());
}
