/** A phrase shorter than this is guessed too soon, whatever it costs to try one. Visible characters without spaces. */
export const phraseMin = 8;
/** UTF-16 units of a phrase: as much as anybody types. */
export const phraseMax = 256;

/** The one spelling of a phrase that is stretched: NFKC (UAX #15), trimmed, inner white space folded. Case counts. */
export function normalisePhrase(phrase: string): string {
  return phrase.normalize("NFKC").replaceAll(/\s+/gu, " ").trim();
}
