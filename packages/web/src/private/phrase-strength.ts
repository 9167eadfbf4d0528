import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";

const judge = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** How hard a phrase is to guess, from 0 to 4, and whether it is little more than one of those that everybody tries first. */
export function strengthOf(phrase: string): { score: 0 | 1 | 2 | 3 | 4; isCommon: boolean } {
  const { score, sequence } = judge.check(phrase);
  const isKnown = sequence.some(({ pattern, i, j }) => pattern === "dictionary" && j - i + 2 >= phrase.length);
  return { score, isCommon: score < 2 && isKnown };
}
