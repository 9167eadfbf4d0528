/** What a page learns of its network and its visibility before the connection does. */
export interface WakeListener {
  /** Trying again is worth it: the network is back, or the user looks at the page (CLI-5). */
  awake?(): void;
  /** The network is gone. An open socket does not notice: it just stays silent. */
  lost?(): void;
  /** The page went out of sight, or was out of sight from the start. */
  hidden?(): void;
  shown?(): void;
}

export interface WakeSource {
  /** Returns what ends it. */
  subscribe(listener: WakeListener): () => void;
}

/** The browser's own signs. Only to be called in a page. */
export function browserWake(): WakeSource {
  return {
    subscribe(listener) {
      const ending = new AbortController();
      const { signal } = ending;
      const look = (): void => {
        if (document.visibilityState === "hidden") return listener.hidden?.();
        listener.shown?.();
        listener.awake?.();
      };
      addEventListener("online", () => listener.awake?.(), { signal });
      addEventListener("offline", () => listener.lost?.(), { signal });
      document.addEventListener("visibilitychange", look, { signal });
      if (document.visibilityState === "hidden") listener.hidden?.();
      return () => ending.abort();
    },
  };
}
