/** Visible characters of a phrase, at least. */
export const phraseLeast = 8;

/** From nothing (0) to more than anybody will try (4). */
type Score = 0 | 1 | 2 | 3 | 4;

/** Whether a phrase can be a key: too short, among the common ones, or weak in another way; and how hard it is to guess. */
export interface PhraseWorth {
  is: "short" | "common" | "weak" | "good";
  score: Score;
}

/** As much of a phrase as is looked at: past it the look would take longer than a key press. */
const looksAt = 100;

/** Judges a phrase. What knows the common ones is loaded with the first that is long enough. */
export async function judgePhrase(text: string): Promise<PhraseWorth> {
  const phrase = text.normalize("NFKC").trim().replace(/\s+/g, " ");
  if (Array.from(phrase.replaceAll(" ", "")).length < phraseLeast) return { is: "short", score: 0 };
  const { strengthOf } = await import("./phrase-strength.ts");
  const { score, isCommon } = strengthOf(phrase.slice(0, looksAt));
  return { is: isCommon ? "common" : score < 2 ? "weak" : "good", score };
}
