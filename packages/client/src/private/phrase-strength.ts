import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** After so many guesses, as estimated, a phrase is found that is little more than one everybody tries first. */
const COMMON_GUESSES = 1e6;

/** How often somebody would have to guess, as estimated; from 0 to 4 the same for a meter; and whether a phrase is little more than a common one. */
export interface PhraseStrength {
  guesses: number;
  score: 0 | 1 | 2 | 3 | 4;
  isCommon: boolean;
}

/** Judges a phrase by what guessers try: common passwords, repetitions, rows of the keyboard, dates. */
export function strengthOf(phrase: string): PhraseStrength {
  const { guesses, score, sequence } = judge.check(phrase);
  const isKnown = sequence.some(({ pattern, i, j }) => pattern === "dictionary" && j - i + 2 >= phrase.length);
  return { guesses, score, isCommon: guesses < COMMON_GUESSES && isKnown };
}
