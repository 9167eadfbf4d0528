/** What a link to Parlor can carry after its `#`. */
export interface Secrets {
  /** `#k=…`: a private key. It opens a private message to its owner. */
  key?: string | undefined;
  /** `#d=…`: the code of a link to one more device (DEV-5). */
  code?: string | undefined;
}

/** Takes a secret out of the address bar. A fragment is never sent to the server, and from now on it is in no history or bookmark. */
export function takeSecret(): Secrets {
  const [, kind, secret] = /^#([dk])=(.+)/.exec(location.hash) ?? [];
  if (kind !== undefined) history.replaceState(history.state, "", location.pathname);
  return kind === "k" ? { key: secret } : { code: secret };
}

/** What the page was opened with. */
export const firstSecret = takeSecret();
