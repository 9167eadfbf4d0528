/** The one spelling of a phrase that is stretched: NFKC (UAX #15), trimmed, inner white space folded. Case counts. */
export function normalisePhrase(phrase: string): string {
  return phrase.normalize("NFKC").replaceAll(/\s+/gu, " ").trim();
}
