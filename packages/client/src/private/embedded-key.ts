import { keyLength } from "./private-key.ts";

/** Letters and digits of a key that was mistyped; what has more holds other words too. */
export const mistypedMost = 36;

/** What stands between the groups of a key that was copied out of a mail, a chat or a table. */
const gap = String.raw`[\s\p{Pd}\p{Cf}\u2212_.*>|/\\]{0,6}`;
const group = "[0-9A-Z]{4}";

/** Seven groups of four with no letter or digit right before or after them; or all 28 digits in one. */
const grouped = new RegExp(`(?<![0-9A-Z])${group}(?:${gap}${group}){6}(?![0-9A-Z])`, "giu");

/** Seven groups with their dashes, next to anything: the `\\n` of a string of JSON, or a word. */
const glued = new RegExp(`${group}(?:\\p{Pd}${group}){6}`, "giu");

/** Where a mail program broke a line, it may be within a group, with a sign for that before and a mark of quotation after. */
const lineBreak = String.raw`\p{Pd}?(?:=?\r?\n[ \t>|]{0,8})?`;
const wrapped = new RegExp(`(?<![0-9A-Z])[0-9A-Z](?:${lineBreak}[0-9A-Z]){27}(?![0-9A-Z])`, "giu");

/** What may be a key, as 28 digits: O is read as 0, I and L as 1. With dashes between its groups it can hardly be words. */
interface Candidate {
  readonly code: string;
  readonly hasDashes: boolean;
}

/**
 * The generated keys that a longer text may hold. Only what begins with the digit of the version and has four digits or
 * more, so that no seven words of four letters are taken for one.
 */
export function embeddedKeys(text: string): Candidate[] {
  const found: Candidate[] = [];
  for (const match of overlapping(grouped, text))
    found.push(...candidates(match, (match.match(/\p{Pd}/gu) ?? []).length >= 6));
  // In a short text, what is glued to a key is a digit too many. A mistyped key may be part of another code, so only a sound one
  // is taken.
  if (text.replace(/[^0-9A-Z]/giu, "").length > mistypedMost)
    for (const match of overlapping(glued, text)) found.push(...candidates(match, false));
  // With its dashes at any place it may as well be words, so only a sound one is taken.
  for (const [match] of text.matchAll(wrapped)) found.push(...candidates(match, false));
  return found;
}

/** Words of four letters before a key would hide its beginning; so each search begins one group after the last one. */
function* overlapping(pattern: RegExp, text: string): Generator<string> {
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    pattern.lastIndex = match.index + 4;
    yield match[0];
  }
}

/** The digits of a match, if they may be a key's. */
function candidates(match: string, hasDashes: boolean): Candidate[] {
  const bare = match.replace(/[^0-9A-Z]/giu, "").toUpperCase();
  const hasDigits = (bare.match(/\d/g) ?? []).length >= 4;
  if (bare.length !== keyLength || !/^[1IL]/.test(bare) || !hasDigits) return [];
  return [{ code: bare.replaceAll("O", "0").replaceAll(/[IL]/g, "1"), hasDashes }];
}
