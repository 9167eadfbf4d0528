import { prototypeOf, unicodeVersion } from "./unicode-table.ts";

/** The three keys under which a name is unique: people compare names by ear, by eye, and by eye without regard to case. */
export interface NameLooks {
  /** The skeleton of the folded name. `ADA` and `ada`, `Straße` and `STRASSE` share it. */
  folded: string;
  /** The skeleton of the name as written. `Ian` and `lan` share it, which fold apart but look alike. */
  shape: string;
  /** The folded skeleton of the name as a reader takes it. `parIor` and `Parlor`, `ALlCE` and `Alice` share it. */
  reading: string;
}

/** Of the table and of the code below. Stored looks of another version are computed again at the next start. */
export const looksVersion = `${unicodeVersion}/1`;

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
const EMOJI = /\p{RGI_Emoji}/gv;
/** What joins the parts of an emoji, and the letters of a region's flag: without them England's flag would be Wales's. */
const EMOJI_GLUE = /[\u{200D}\u{E0020}-\u{E007F}]/gu;
/** Private-use planes hold no character of a name, so the glue can wait there while ignorable characters are removed. */
const PRIVATE_PLANE = 0xf_0000;

const WORD = /[\p{L}\p{M}\p{N}|]+/gu;
/** What the table maps to l: the prototype of l, I, 1, | and their look-alikes in other scripts. */
const STROKE = "l";

/**
 * NAME-2, CH-2. The looks of a normalised name, by UTS #39 section 4 (NFD, ignorable characters removed, confusables mapped,
 * NFD) after NFKC and full case folding. Two names that share a look are the same name to a reader.
 */
export function nameLooks(name: string): NameLooks {
  const bare = withoutIgnorable(name.normalize("NFKC"));
  return { folded: settled(fold(bare)), shape: skeleton(bare), reading: settled(fold(skeleton(asRead(bare)))) };
}

/** Folds and maps until nothing changes: some prototypes are capitals (0 looks like O), and some capitals have others (M, m, rn). */
function settled(text: string): string {
  const next = fold(skeleton(text));
  return next === text ? text : settled(next);
}

function skeleton(text: string): string {
  return Array.from(text.normalize("NFD"), prototypeOf).join("").normalize("NFD");
}

/** Full case folding: upper then lower, letter by letter, so that ß is ss and a final sigma is any sigma. */
function fold(text: string): string {
  const upper = text.normalize("NFKC").toUpperCase();
  return Array.from(upper, (letter) => letter.toLowerCase()).join("");
}

/** Removes what is drawn as nothing, but for what tells one emoji from another. */
function withoutIgnorable(text: string): string {
  return text
    .replace(EMOJI, (emoji) =>
      emoji.replace(EMOJI_GLUE, (glue) => String.fromCodePoint(PRIVATE_PLANE + ((glue.codePointAt(0) ?? 0) & 0xffff))),
    )
    .replace(IGNORABLE, "");
}

/**
 * Decides what an upright stroke (l, I, 1, |) is taken for. After a small letter it is an l, as in `parIor`; in a word of
 * capitals it is an I, as in `ALlCE`. Elsewhere it stays what it is, so that Ian and Lan are two people.
 */
function asRead(text: string): string {
  return text.replace(WORD, (word) => {
    const letters = Array.from(word);
    const others = letters.filter((letter) => !isStroke(letter));
    const isCapitals = others.filter(isCapital).length > 1 && !others.some(isSmall);
    let before = "";
    return letters
      .map((letter) => {
        if (!isStroke(letter)) return (before = letter);
        if (isCapitals) return "i";
        // What comes after a stroke is judged by the letter before both: the two in `BiII` are one case.
        return isSmall(before) ? STROKE : letter.toLowerCase();
      })
      .join("");
  });
}

function isStroke(letter: string): boolean {
  return prototypeOf(letter) === STROKE;
}

function isCapital(letter: string): boolean {
  return /^\p{Lu}$/u.test(letter);
}

function isSmall(letter: string): boolean {
  return /^\p{Ll}$/u.test(letter);
}
