/**
 * Takes a private key out of the address bar: `/#k=…` opens a private message to whoever it belongs to. A fragment is never sent
 * to the server, and from now on it is in no history and no bookmark either.
 */
export function takeKey(): string | undefined {
  const key = /^#k=(.+)/.exec(location.hash)?.[1];
  if (key !== undefined) history.replaceState(history.state, "", location.pathname);
  return key;
}

/** The key that the page was opened with. */
export const firstKey = takeKey();
