/** The last part of a piece in which a line end or a blank is a better place to cut than its very end, in UTF-16 units. */
const SEARCH = 1_000;
/** Past the end, so that a cluster that crosses it is seen whole. Longer ones are piles of accents. */
const BEYOND = 200;

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/**
 * Cuts a text into pieces of at most `most` UTF-16 units, between graphemes: after a line end or a blank where one is near, else
 * anywhere. Joined they are the text. A single grapheme that is longer is cut between code points.
 */
export function splitText(text: string, most: number): string[] {
  const pieces: string[] = [];
  let from = 0;
  while (text.length - from > most) {
    const end = from + cutOf(text.slice(from, from + most + BEYOND), most);
    pieces.push(text.slice(from, end));
    from = end;
  }
  pieces.push(text.slice(from));
  return pieces;
}

function cutOf(view: string, most: number): number {
  const segments = graphemes.segment(view);
  const isBetween = (at: number) => segments.containing(at)?.index === at;
  const near = view.slice(Math.max(0, most - SEARCH), most);
  for (const blank of ["\n", " "]) {
    const found = near.lastIndexOf(blank);
    const at = most - near.length + found + 1;
    if (found >= 0 && isBetween(at)) return at;
  }
  const last = segments.containing(most)?.index ?? 0;
  if (last > 0) return last;
  return isLowSurrogate(view.charCodeAt(most)) ? most - 1 : most;
}

const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
