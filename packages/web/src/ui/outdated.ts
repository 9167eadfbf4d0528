import { signal } from "@preact/signals";

/** This page's own script, by its hashed name. Where nothing is hashed, in development, no page is ever outdated. */
const ownScript = /main-[\w-]+\.js/.exec(import.meta.url)?.[0];

/** True once the server hands out another build than this page runs. */
export const isOutdated = signal(false);

/** Asks the server which build it hands out. Call it where an upgrade may have happened: it costs one small request. */
export async function lookForUpdate(): Promise<void> {
  if (ownScript === undefined || isOutdated.peek()) return;
  try {
    // From assets/ back to the page, wherever that is served.
    const response = await fetch(new URL("../", import.meta.url), { cache: "no-store" });
    const page = response.ok ? await response.text() : "";
    isOutdated.value = /main-[\w-]+\.js/.test(page) && !page.includes(ownScript);
  } catch {
    // No network, so no news.
  }
}

/**
 * Loads a part of the program that comes later. After an upgrade the server may not have this build's parts any more; then
 * the page says so instead of doing nothing.
 */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (failure) {
    await lookForUpdate();
    throw failure;
  }
}
