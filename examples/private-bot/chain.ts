import type { Opened } from "./open-envelope.ts";

/** The last message heard of a device of the peer's. */
export interface Link {
  n: number;
  hash: string;
}

/**
 * How a message continues what was heard of its device, when a conversation is read from its beginning and in its order
 * (docs/security.md, "Chains"). `old`: heard before, or held back until later ones had come; nothing to act upon. `gap`: the
 * server did not show one before it.
 */
export function continues(heard: Link | undefined, { body }: Opened): "next" | "gap" | "old" {
  const { n, hash } = heard ?? { n: 0, hash: "" };
  if (body.n <= n) return "old";
  return body.n === n + 1 && body.h === hash ? "next" : "gap";
}
