import { basePath } from "../ui/base-path.ts";

const name = `parlor-codes${basePath}`;
/** Tabs of one browser answer within milliseconds; a tab that sleeps counts as none. */
const patienceMs = 300;

type TabMessage = { asks: string } | { owns: string };

/** Answers other tabs of this browser that were opened with this code. Returns what ends it. */
export function answerForCode(code: string): () => void {
  const tabs = openChannel();
  tabs?.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => {
    if ("asks" in data && data.asks === code) tabs.postMessage({ owns: code } satisfies TabMessage);
  });
  return () => tabs?.close();
}

/** Whether another tab of this browser shows this code: then the browser is signed in already. */
export function isOwnCode(code: string): Promise<boolean> {
  const tabs = openChannel();
  if (!tabs) return Promise.resolve(false);
  return new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    tabs.addEventListener("message", ({ data }: MessageEvent<TabMessage>) => {
      if (!("owns" in data) || data.owns !== code) return;
      clearTimeout(timer);
      resolve(true);
    });
    tabs.postMessage({ asks: code } satisfies TabMessage);
  }).finally(() => tabs.close());
}

/** Undefined where the browser gives pages no channel, with storage forbidden for example. */
function openChannel(): BroadcastChannel | undefined {
  try {
    return new BroadcastChannel(name);
  } catch {
    return undefined;
  }
}
