/** Tells when trying again is worth it: the network is back, or somebody looks at the page (CLI-5). */
export interface WakeSource {
  subscribe(wake: () => void): () => void;
}

/** The browser's own signs. Only to be called in a page. */
export function browserWake(): WakeSource {
  return {
    subscribe(wake) {
      const seen = () => {
        if (document.visibilityState === "visible") wake();
      };
      window.addEventListener("online", wake);
      document.addEventListener("visibilitychange", seen);
      return () => {
        window.removeEventListener("online", wake);
        document.removeEventListener("visibilitychange", seen);
      };
    },
  };
}
