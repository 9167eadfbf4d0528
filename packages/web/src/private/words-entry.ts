/** What was typed of a recovery phrase, judged by the list its words come from. */
export interface WordsEntry {
  /** As typed, in small letters. */
  words: readonly string[];
  /** The first that is no word of the list; the last one only counts once something follows it. */
  wrong: string | undefined;
  /** Words that the one being typed may become; for a wrong one, what was perhaps meant. */
  offers: readonly string[];
  /** Twelve words, all of the list. */
  isWhole: boolean;
}

export const wordsInAll = 12;
const offersAtMost = 4;

/** The wordlist's own rule: four letters tell every word from all others. */
const telling = 4;

export function readWords(text: string, list: readonly string[]): WordsEntry {
  const words = text
    // As the words are read when they are handed in.
    .normalize("NFKD")
    .replaceAll(/(?!\u200B)[\p{Cf}\p{M}]/gu, "")
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== "");
  const isTyping = words.length > 0 && /\p{L}$/u.test(text);
  const known = new Set(list);
  const wrong = words.find(
    (word, at) => !known.has(word) && !(isTyping && at === words.length - 1 && begins(word, list)),
  );
  const last = words.at(-1) ?? "";
  const offers = wrong !== undefined ? meant(wrong, list) : isTyping && !known.has(last) ? starting(last, list) : [];
  return { words, wrong, offers, isWhole: words.length === wordsInAll && words.every((word) => known.has(word)) };
}

/** The text with a word put in the place of the one that is wrong, or being typed. */
export function takeOffer(entry: WordsEntry, offer: string): string {
  const wrong = entry.wrong ?? entry.words.at(-1) ?? "";
  const words = entry.words.map((word) => (word === wrong ? offer : word));
  return words.length < wordsInAll ? `${words.join(" ")} ` : words.join(" ");
}

function starting(start: string, list: readonly string[]): readonly string[] {
  return list.filter((word) => word.startsWith(start)).slice(0, offersAtMost);
}

function begins(start: string, list: readonly string[]): boolean {
  return list.some((word) => word.startsWith(start));
}

/** Words of the list that begin alike, or differ by one letter. */
function meant(wrong: string, list: readonly string[]): readonly string[] {
  const near = list.filter((word) => isOneOff(word, wrong));
  const alike = list.filter((word) => word.startsWith(wrong.slice(0, telling)));
  return [...new Set([...alike, ...near])].slice(0, offersAtMost);
}

/** One letter more, less, or another; or two neighbours exchanged. */
function isOneOff(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start++;
  const [a, b] = [one.slice(start), other.slice(start)];
  const isSwapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2);
  return isSwapped || a.slice(1) === b.slice(1) || a === b.slice(1) || a.slice(1) === b;
}
