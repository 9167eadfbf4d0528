import table from "./unicode-table.json" with { type: "json" };

/** The version of Unicode by which names are compared, as in "17.0". A letter that is newer has no known look-alikes. */
export const unicodeVersion = table.unicode;

/** Read when the first name is chosen: it takes a tenth of a server's start, and clients wait for that. */
let lookAlikes: ReadonlyMap<string, string> | undefined;

/** First code points of runs, by turns of assigned and of unassigned ones. */
const runs = table.assigned.split(" ").reduce<number[]>((ends, distance) => {
  ends.push((ends.at(-1) ?? 0) + Number.parseInt(distance, 36));
  return ends;
}, []);

/** The prototype of a character (UTS #39): what it looks like, as other characters; itself when it looks like nothing else. */
export function prototypeOf(character: string): string {
  lookAlikes ??= readLookAlikes();
  return lookAlikes.get(character) ?? character;
}

function readLookAlikes(): Map<string, string> {
  const pairs = table.confusables.flatMap((line) => line.split(" "));
  return new Map(
    pairs.map((pair) => {
      const [from = "", ...to] = pair;
      return [from, to.join("")];
    }),
  );
}

/** Whether a code point is a character in the version of Unicode of the table, whichever version the running Node has. */
export function isAssigned(character: string): boolean {
  const point = character.codePointAt(0) ?? 0;
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle] ?? Infinity) <= point) low = middle + 1;
    else high = middle;
  }
  return low % 2 === 1;
}
