/**
 * Anything that draws something. What draws nothing: white space, controls, and the characters that Unicode says a font
 * ignores (DerivedCoreProperties, Default_Ignorable_Code_Point: zero-width ones, bidi marks, fillers, tags, lone variation
 * selectors). That property leaves out a few that are as empty to the eye: annotation marks, the place of an object, the blank Braille
 * pattern, the null notehead, the Khitan filler, the blanks and controls of hieroglyphs. A mark that hangs on a letter is nothing without.
 */
const visible =
  /[^\p{Z}\p{Cc}\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\uFFF9-\uFFFC\u2800\u{1D159}\u{16FE4}\u{13430}-\u{1343F}\u{13441}\u{13442}]/u;

/** MSG-1. Whether a text shows nothing at all. No zod here: the browser imports this file. */
export function isBlankText(text: string): boolean {
  return !visible.test(text);
}
