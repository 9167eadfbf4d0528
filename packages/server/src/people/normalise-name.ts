import { Refusal } from "../refusal.ts";

/** Controls, private use, unassigned, line separators, and the blanks that Unicode counts as signs: nothing a reader could see. */
const UNSEEN = /[\p{Cc}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}\u2800\uFFFC\uFFFD\u{13441}\u{13442}\u{1D159}\u{16FE4}]/u;
/** Joiners and selectors that shape the character before them: in emoji, and in scripts whose letters join. */
const SHAPING =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\u{FE0F})(?:\u{200D}|\u{FE0F})|(?<=[0-9#*])\u{FE0F}(?=\u{20E3})|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}])[\u{200C}\u{200D}]/gu;
/** Everything else that is drawn as nothing, or that turns the direction of what follows. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/u;
/** Accents that any letter takes, stacked past what a language needs; and any pile of marks at all. */
const STACKED = /[[\p{Script=Inherited}&&\p{M}]--[\u{FE0F}\u{20E3}]]{3,}|\p{M}{6,}/v;
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Code points of one grapheme cluster: the longest emoji of Unicode, a family or a flag of a region, has ten. */
const CLUSTER_MAX = 12;

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * NAME-1, CH-1. The form of a name that is kept and shown: NFKC, trimmed, white space folded to single spaces.
 * Throws `name_refused` with the reason when it is empty, longer than `visible` grapheme clusters, or cannot be seen.
 */
export function normaliseName(typed: string, visible: number): string {
  const name = typed.normalize("NFKC").replace(/\s+/gu, " ").trim();
  if (UNSEEN.test(name)) throw refused("A name cannot hold control or private characters.");
  if (INVISIBLE.test(name.replace(SHAPING, ""))) throw refused("A name cannot hold invisible characters.");
  if (STACKED.test(name.normalize("NFD"))) throw refused("A name cannot stack that many accents.");
  if (!VISIBLE.test(name)) throw refused("A name needs something to see.");
  const clusters = [...graphemes.segment(name)];
  const { length } = clusters;
  if (clusters.some(({ segment }) => [...segment].length > CLUSTER_MAX))
    throw refused("A name cannot pile up that many signs in one place.");
  if (length > visible) throw refused(`A name has at most ${visible} characters; this one has ${length}.`);
  return name;
}

function refused(message: string): Refusal {
  return new Refusal("name_refused", { message });
}
