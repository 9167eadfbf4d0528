import type { AnswerOf } from "@parlor/protocol";

/** Where to read on after a run of the keyring; undefined at its end, and where a server tells of more but does not get further. */
export function nextRun({ items, more }: AnswerOf<"keyring.read">, after: string | undefined): string | undefined {
  const last = items.at(-1)?.id;
  return more && last !== undefined && (after === undefined || last > after) ? last : undefined;
}
