/** What a page learns of its network before the connection does. */
export interface WakeListener {
  /** Trying again is worth it: the network is back, or somebody looks at the page (CLI-5). */
  awake(): void;
  /** The network is gone. An open socket does not notice: it just stays silent. */
  lost(): void;
}

export interface WakeSource {
  /** Returns what ends it. */
  subscribe(listener: WakeListener): () => void;
}

/** The browser's own signs. Only to be called in a page. */
export function browserWake(): WakeSource {
  return {
    subscribe({ awake, lost }) {
      const ending = new AbortController();
      const { signal } = ending;
      addEventListener("online", awake, { signal });
      addEventListener("offline", lost, { signal });
      document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && awake(), {
        signal,
      });
      return () => ending.abort();
    },
  };
}
