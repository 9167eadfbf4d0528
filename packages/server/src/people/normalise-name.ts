import { limits } from "@parlor/protocol";
import { Refusal } from "../refusal.ts";
import { isAssigned, unicodeVersion } from "./unicode-table.ts";

/** Controls, private use, surrogates, line separators, and the blanks that Unicode counts as signs: nothing a reader could see. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u2800\uFFFC\uFFFD\u{13441}\u{13442}\u{1D159}\u{16FE4}]/u;

/** Drawn as nothing, or turning the direction of what follows. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
/** What a paste leaves at the ends of a name. Not so signs before Arabic numbers, which are drawn. */
const EDGE = String.raw`[\s\p{Cc}\u2800\uFFFC\u{13441}\u{13442}\u{1D159}\u{16FE4}[[\p{Default_Ignorable_Code_Point}\p{Cf}]--[\u0600-\u0605\u06DD\u070F\u08E2]]]`;
const VIRAMA = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D3B\u0D3C\u0D4D\u0DCA]`;
/** What has a say in how the character before it is drawn, also as the last of a name: the chillu letters of Malayalam end in a joiner. */
const SELECTED = String.raw`\p{RGI_Emoji}|[\p{Extended_Pictographic}\p{Emoji_Modifier}][\uFE0E\uFE0F]|\p{Script=Han}[\uFE00-\uFE02\u{E0100}-\u{E01EF}]|${VIRAMA}\u200D`;
const AT_START = new RegExp(`^${EDGE}+`, "v");
const AT_END = new RegExp(`(${SELECTED})${EDGE}*$|${EDGE}+$`, "v");

/** The selectors, joiners and tags that shape what is beside them: in emoji, and in scripts whose letters join or vary. */
const SHAPING = new RegExp(
  [
    SELECTED,
    String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`,
    String.raw`(?<=\p{Script=Mongolian})[\u180B-\u180F]`,
    String.raw`(?<=[${["Arabic", "Syriac", "Nko", "Mandaic", "Mongolian", "Adlam", "Hanifi_Rohingya"]
      .concat(["Devanagari", "Bengali", "Gurmukhi", "Gujarati", "Oriya", "Tamil", "Telugu", "Kannada", "Malayalam"])
      .concat(["Sinhala", "Khmer", "Myanmar", "Balinese", "Javanese"])
      .map((script) => String.raw`\p{Script_Extensions=${script}}`)
      .join("")}])[\u200C\u200D](?=[\p{L}\p{M}])`,
  ].join("|"),
  "gv",
);

/**
 * Marks stacked past what a language needs (UTS #39 section 5.4): more than two accents of the kind that any letter takes, more than four of
 * any script (an Arabic letter may have a hamza, a shadda and two vowel signs), one mark twice, or a pile of parts.
 */
const STACKED =
  /[[\p{M}&&\p{Script=Inherited}]--[\p{Script_Extensions=Arabic}\u{20E3}]]{3,}|[\p{Mn}\p{Me}]{5,}|(\p{M})\1|\p{M}{8,}/v;
const LONE_MARK = /(?:^|\s)\p{M}/u;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Code points of one grapheme cluster: the longest emoji of Unicode, a family or a flag of a region, has ten. */
const CLUSTER_MAX = 12;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * NAME-1, CH-1. The form of a name that is kept and shown: NFKC, invisible characters and white space removed at both ends,
 * inner white space folded to single spaces. Throws `name_refused` with the reason when it is empty, longer than `visible`
 * grapheme clusters or than the bytes of any name, or has something in it that cannot be seen or told apart.
 */
export function normaliseName(typed: string, visible: number): string {
  // An acute accent alone is a slip for an apostrophe; NFKC would make it a space with an accent.
  const whole = typed.replaceAll("\u00B4", "\u2019").normalize("NFKC");
  // JavaScript counts U+FEFF as white space. In the middle of a name it is an invisible character like any other.
  const name = whole
    .replace(AT_START, "")
    .replace(AT_END, "$1")
    .replace(/[^\S\uFEFF]+/gu, " ");
  if (UNSEEN.test(name)) throw refused("A name cannot hold control or private characters.");
  if (!Array.from(name).every((character) => isAssigned(character) && !/\p{Cn}/u.test(character)))
    throw refused(`A name cannot hold characters that Unicode ${unicodeVersion} does not have.`);
  if (INVISIBLE.test(name.replace(SHAPING, ""))) throw refused("A name cannot hold invisible characters.");
  const drawn = name.replace(/\p{Default_Ignorable_Code_Point}/gu, "").normalize("NFD");
  if (STACKED.test(drawn)) throw refused("A name cannot stack that many accents.");
  if (LONE_MARK.test(drawn)) throw refused("An accent needs a letter before it.");
  if (!VISIBLE.test(name)) throw refused("A name needs something to see.");
  const clusters = [...graphemes.segment(name)];
  const { length } = clusters;
  if (clusters.some(({ segment }) => [...segment].length > CLUSTER_MAX))
    throw refused("A name cannot pile up that many signs in one place.");
  if (length > visible) throw refused(`A name has at most ${visible} characters; this one has ${length}.`);
  const bytes = Buffer.byteLength(name);
  if (bytes > limits.nameBytes)
    throw refused(`A name takes at most ${limits.nameBytes} bytes; this one takes ${bytes}.`);
  return name;
}

function refused(message: string): Refusal {
  return new Refusal("name_refused", { message });
}
