import { privateLimits } from "@parlor/protocol/limits";
import { normalisePhrase } from "./phrase.ts";
import { readKey } from "./read-key.ts";

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

/** Why a phrase cannot be a private key, as far as its form goes; how hard it is to guess, `judgePhrase` estimates. */
export type PhraseProblem =
  | "too_short"
  | "too_long"
  | "too_simple"
  | "not_text"
  /** It would be read as a private key mistyped, or as a link. */
  | "looks_like_key";

export function phraseProblem(phrase: string): PhraseProblem | undefined {
  const normal = normalisePhrase(phrase);
  if (!normal.isWellFormed() || /\p{Cc}/u.test(normal)) return "not_text";
  if (normal.length > privateLimits.phraseUnits) return "too_long";
  const read = readKey(phrase);
  if (read.is !== "empty" && (read.is !== "phrase" || read.phrase !== normal)) return "looks_like_key";
  const visible = Array.from(graphemes.segment(normal), ({ segment }) => segment).filter((letter) =>
    /[^\s\p{Cf}]/u.test(letter),
  );
  if (visible.length < privateLimits.phraseVisible) return "too_short";
  return isSimple(visible.map((letter) => letter.toLowerCase()).join("")) ? "too_simple" : undefined;
}

/** Rows that fingers fall into, and the passwords that every list of them begins with. */
const rows = [
  "01234567890123456789",
  "abcdefghijklmnopqrstuvwxyz",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
];
const common = [
  "password",
  "passwort",
  "iloveyou",
  "princess",
  "sunshine",
  "football",
  "baseball",
  "superman",
  "letmein",
  "trustno1",
];

/** A few letters over and over, a row of the keyboard, or a common password with at most four signs more. */
function isSimple(letters: string): boolean {
  if (new Set(letters).size < 4) return true;
  if (/^(.{1,4})\1+.{0,3}$/su.test(letters)) return true;
  if (rows.some((row) => row.includes(letters) || Array.from(row).toReversed().join("").includes(letters))) return true;
  return common.some((word) => letters.includes(word) && letters.length <= word.length + 4);
}
