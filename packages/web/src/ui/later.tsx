import { type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useLayoutEffect } from "preact/hooks";
import { notify } from "./notice.tsx";
import { isOutdated, loadPart } from "./outdated.ts";
import { strings } from "./strings.ts";

const loading = new Set<() => Promise<void>>();
const retryMs = 2_000;

/** True once it is time for everything else. What stands on the first screen, but is not used there at once, waits for it. */
export const isRestDue = signal(false);

/**
 * A component whose code comes after the first screen. Until it is there, nothing shows in its place. It is fetched as soon as
 * the browser has nothing better to do (`loadTheRest`). With `unasked` false it is fetched only when it is to be shown: everything
 * that a person opens, so that a page where nobody clicks stays under its limit (e2e/size.story.ts).
 */
export function later<P extends object>(load: () => Promise<ComponentType<P>>, unasked = true): ComponentType<P> {
  const loaded: Signal<{ component: ComponentType<P> } | undefined> = signal(undefined);
  const fetchIt = async (): Promise<void> => {
    loaded.value ??= { component: await loadPart(load) };
    loading.delete(fetchIt);
  };
  if (unasked) loading.add(fetchIt);
  return function Later(props: P) {
    const Component = loaded.value?.component;
    useLayoutEffect(() => (loaded.peek() ? undefined : keepFetching(fetchIt, !unasked)), []);
    return Component === undefined ? null : <Component {...props} />;
  };
}

/** Without a network it tries again until the component is put away, so that what a person opened appears when they are back. */
function keepFetching(fetchIt: () => Promise<void>, isAsked: boolean): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const attempt = async (isFirst: boolean): Promise<void> => {
    try {
      await fetchIt();
    } catch {
      if (isOver) return;
      // After an upgrade the page says so itself.
      if (isFirst && isAsked && !isOutdated.peek()) notify(strings.shell.opensLater);
      timer = setTimeout(() => void attempt(false), retryMs);
    }
  };
  void attempt(true);
  return () => {
    isOver = true;
    clearTimeout(timer);
  };
}

/** Fetches everything that is still to come. */
export async function loadTheRest(): Promise<void> {
  isRestDue.value = true;
  await Promise.allSettled(Array.from(loading, (fetchIt) => fetchIt()));
}
