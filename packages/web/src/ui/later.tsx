import { type Signal, signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { loadPart } from "./outdated.ts";

const loading = new Set<() => Promise<void>>();

/** True once it is time for everything else. What stands on the first screen, but is not used there at once, waits for it. */
export const isRestDue = signal(false);

/**
 * A component whose code comes after the first screen. Until it is there, nothing shows in its place; it is fetched as soon
 * as the browser has nothing better to do (`loadTheRest`), so that it is there before anybody asks, and offline too. What few
 * people ever ask for is not: `unasked` false.
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
    // A lost network is no reason to fail: the next showing asks again.
    if (Component === undefined) void fetchIt().catch(() => undefined);
    return Component === undefined ? null : <Component {...props} />;
  };
}

/** Fetches everything that is still to come. */
export async function loadTheRest(): Promise<void> {
  isRestDue.value = true;
  await Promise.allSettled(Array.from(loading, (fetchIt) => fetchIt()));
}
