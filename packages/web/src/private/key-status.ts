import type { PrivateKeyView } from "@parlor/client/private";
import { dayInWords } from "../ui/format.ts";
import { privateStrings } from "../ui/private-strings.ts";

/** What there is to say of a key in one line: whether it works, how long, for how many, and how many came. */
export function statusOf(key: PrivateKeyView, now: number): string[] {
  const words = privateStrings.key;
  const said: string[] = [];
  if (key.status === "expired") said.push(words.expired);
  else if (key.status === "used-up") said.push(words.usedUp);
  else if (key.status === "revoked") said.push(words.revoked);
  else {
    said.push(key.expiresAt === undefined ? words.works : words.until(dayInWords(key.expiresAt, now)));
    if (key.usesLeft !== undefined) said.push(words.left(key.usesLeft));
  }
  if (key.full) said.push(words.full);
  if (key.used > 0) said.push(words.used(key.used));
  if (key.chosen) said.push(words.chosen);
  return said;
}

/** Those that work first, the newest of them at the top; what ended comes after. */
export function keysInOrder(keys: readonly PrivateKeyView[]): readonly PrivateKeyView[] {
  const works = ({ status }: PrivateKeyView): number => Number(status === "works");
  return keys
    .filter(({ status }) => status !== "revoked")
    .toSorted((a, b) => works(b) - works(a) || b.createdAt - a.createdAt);
}

export function nameOf(key: PrivateKeyView): string {
  return key.label === "" ? privateStrings.key.unnamed : key.label;
}
