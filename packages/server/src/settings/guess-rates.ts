import type { Allowance } from "./setting-forms.ts";

/** How often one may guess wrong: from a network, from everywhere together, and from a network while everywhere has spent its. */
type Reach = Record<"network" | "place" | "spare", Allowance>;

/** PRIV-11. Of wrong keys and phrases, and of keys that are set up. */
export type GuessRates = Record<"miss" | "make", Reach>;

/** Networks that may spend all of their allowance at once before the server's is spent: more schools than one place has. */
const NETWORKS = 10;
/** What is left to a network while the server's is spent: a word mistyped, then one more try an hour. */
const SPARE: Allowance = { burst: 3, perSecond: 1 / 3_600 };
/** Keys that may be set up for each wrong one: a class sets up several each, in the hour in which it mistypes one. */
const MAKES = 5;
/** The same while the server's allowance is spent: a class of sixty at once, then one key in three minutes. */
const SPARE_MAKES = 20;

/** PRIV-11. All allowances for guesses, from that of one network for wrong keys. */
export function guessRates(each: Allowance): GuessRates {
  const miss = { network: each, place: times(NETWORKS, each), spare: SPARE };
  return {
    miss,
    make: { network: times(MAKES, each), place: times(MAKES, miss.place), spare: times(SPARE_MAKES, SPARE) },
  };
}

function times(factor: number, { burst, perSecond }: Allowance): Allowance {
  return { burst: factor * burst, perSecond: factor * perSecond };
}
