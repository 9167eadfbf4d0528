import type { PhraseProblem } from "@parlor/client/private";
import { loadPart } from "../ui/outdated.ts";

/** From nothing (0) to more than anybody will try (4). */
type Score = 0 | 1 | 2 | 3 | 4;

/** Whether a phrase can be a key: what forbids it, among the common ones, or weak in another way; and how hard it is to guess. */
export interface PhraseWorth {
  is: Exclude<PhraseProblem, "too_simple"> | "common" | "weak" | "good";
  score: Score;
}

/** As much of a phrase as is looked at: past it the look would take longer than a key press. */
const looksAt = 100;

/**
 * Judges a phrase as the making of a key will, and beyond that how hard it is to guess. What knows the common ones is loaded with
 * the first that is long enough. Rejects when it cannot be loaded.
 */
export async function judgePhrase(text: string): Promise<PhraseWorth> {
  const { normalisePhrase, phraseProblem } = await loadPart(() => import("@parlor/client/private"));
  const problem = phraseProblem(text);
  if (problem && problem !== "too_simple") return { is: problem, score: 0 };
  const { strengthOf } = await loadPart(() => import("./phrase-strength.ts"));
  const { score, isCommon } = strengthOf(normalisePhrase(text).slice(0, looksAt));
  if (problem) return { is: isCommon ? "common" : "weak", score: score < 2 ? score : 1 };
  return { is: isCommon ? "common" : score < 2 ? "weak" : "good", score };
}
