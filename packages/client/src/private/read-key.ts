import type { Bytes } from "./bytes.ts";
import { embeddedKeys, mistypedMost } from "./embedded-key.ts";
import { normalisePhrase } from "./phrase.ts";
import { decodeKey, keyLength, keyVersion } from "./private-key.ts";

/** What somebody typed, pasted or scanned. Only `key` and `phrase` are worth asking the server about. */
export type TypedKey =
  /** `code`: 28 digits, as `encodeKey` writes them. */
  | { readonly is: "key"; readonly code: string; readonly secret: Bytes }
  /** Normalised, ready to be stretched. */
  | { readonly is: "phrase"; readonly phrase: string }
  /** A generated key mistyped. `letter`: one that no key has, such as U; `length`: too few or too many; `check`: a wrong one. */
  | { readonly is: "typo"; readonly what: "length" | "check" | "letter" }
  /** Sound, but of a version that this program does not know. */
  | { readonly is: "newer" }
  | { readonly is: "empty" };

/** Spaces and dashes of every kind, and what comes along unseen when text is copied. */
const separators = /[\s\p{Pd}\p{Cf}\u2212_.]/gu;

/**
 * Judges without the server. Any case, any spaces and dashes; O is read as 0, I and L as 1; of a link, what follows `#k=`;
 * of a longer text, the key in it.
 * The rules never change for what reads as a phrase: phrases that were chosen under them must stay phrases.
 */
export function readKey(text: string): TypedKey {
  const typed = fromLink(text);
  const bare = typed.replace(separators, "").toUpperCase();
  if (bare === "") return { is: "empty" };
  const code = bare.replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  if (code.length === keyLength && /^[0-9A-Z]+$/.test(code)) return readDigits(code);
  const embedded = readEmbedded(text) ?? readEmbedded(typed);
  if (embedded) return embedded;
  if (!resemblesKey(typed, bare)) return { is: "phrase", phrase: normalisePhrase(typed) };
  return { is: "typo", what: code.length === keyLength ? "letter" : "length" };
}

/** A key inside other words: the first sound one; a typo, when only a mistyped one with its dashes is there. */
function readEmbedded(text: string): TypedKey | undefined {
  const read = embeddedKeys(unescaped(text.normalize("NFKC"))).map(({ code, hasDashes }) => ({
    typed: readDigits(code),
    hasDashes,
  }));
  return (read.find(({ typed }) => typed.is !== "typo") ?? read.find(({ hasDashes }) => hasDashes))?.typed;
}

/** As it was before a link checker, a mail program or a web page wrote its signs in another way. */
function unescaped(text: string): string {
  return text
    .replaceAll(/%[2-7][\da-f]/gi, (escape) => String.fromCodePoint(Number.parseInt(escape.slice(1), 16)))
    .replaceAll("=3D", "=")
    .replaceAll(/&#(?:x([\da-f]{1,4})|(\d{1,4}));|\\u([\da-f]{4})/gi, (_all, hex = "", digits = "", json = "") =>
      String.fromCodePoint(Number.parseInt(digits || hex || json, digits ? 10 : 16)),
    )
    .replaceAll(/&(?:[nm]dash|hyphen|dash|minus);/g, "-")
    .replaceAll(/&(?:nbsp|shy|zwn?j);|<\/?(?:wbr|br|b|i|em|strong|span|code)\b[^<>]{0,80}>/gi, " ");
}

function readDigits(code: string): TypedKey {
  if (code.includes("U")) return { is: "typo", what: "letter" };
  const decoded = decodeKey(code);
  if (decoded === undefined) return { is: "typo", what: "check" };
  return decoded.version === keyVersion ? { is: "key", code, secret: decoded.secret } : { is: "newer" };
}

/** A few digits too many, too few or strange, yet with the looks of a generated key: nobody means a phrase by it. */
function resemblesKey(typed: string, bare: string): boolean {
  if (bare.length > mistypedMost || (bare.match(/[^0-9A-Z]/g) ?? []).length > 2) return false;
  const isGrouped = /^\s*([0-9a-z]{4}-){3}/i.test(typed);
  const begins = bare.startsWith("1");
  // A key may have hardly a digit in it, and a phrase may be words of four letters with dashes between.
  const hasDigits = (bare.match(/\d/g) ?? []).length >= 4;
  return (isGrouped && (begins || hasDigits)) || (begins && hasDigits && bare.length >= 20);
}

function fromLink(text: string): string {
  // As far as encodeURIComponent could have written it: a bracket or a quote after a link is not part of it.
  const [, fragment] = /#k=([\w.!~*'()%-]*)/.exec(text) ?? [];
  if (fragment === undefined) return text;
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
