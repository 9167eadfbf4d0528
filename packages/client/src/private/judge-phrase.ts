import { phraseProblem, type PhraseProblem } from "./phrase-problem.ts";
import { normalisePhrase } from "./phrase.ts";

/**
 * As estimated, a phrase that can be a key takes so many guesses at least (SEAL-34). With a copy of the database that is three
 * years of one core at the second that each guess costs; by asking the server it is out of reach (PRIV-11).
 */
export const leastGuesses = 1e8;

/** Why a phrase cannot be a key: its form, or that it is one of the common ones, or weak in another way. */
export type PhraseFault = Exclude<PhraseProblem, "too_simple"> | "common" | "weak";

/** Whether a phrase can be a key; and how hard it is to guess, from nothing (0) to more than anybody will try (4). From 3 on it is good. */
export interface PhraseWorth {
  is: PhraseFault | "good";
  score: 0 | 1 | 2 | 3 | 4;
}

/** As much of a phrase as is looked at: past it the look would take longer than a key press. */
const looksAt = 100;

/**
 * Judges a phrase, as the making of a key does. What estimates is large, and is loaded with the first phrase whose form is
 * right. Rejects when it cannot be loaded.
 */
export async function judgePhrase(text: string): Promise<PhraseWorth> {
  const problem = phraseProblem(text);
  if (problem && problem !== "too_simple") return { is: problem, score: 0 };
  const { strengthOf } = await import("./phrase-strength.ts");
  const { guesses, score, isCommon } = strengthOf(normalisePhrase(text).slice(0, looksAt));
  if (problem) return { is: isCommon ? "common" : "weak", score: score < 2 ? score : 1 };
  if (guesses >= leastGuesses) return { is: "good", score: score < 3 ? 3 : score };
  return { is: isCommon ? "common" : "weak", score: score < 3 ? score : 2 };
}
