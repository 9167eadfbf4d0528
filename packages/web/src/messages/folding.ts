/** Letters that fit a line at the widest (`--measure`). */
const LETTERS_A_LINE = 76;
/** Lines past which a message is folded; more than are shown then, so that unfolding always shows several. */
const LINES_MOST = 28;

/** Texts that the reader unfolded: a row that is drawn again, after it was scrolled out of sight, keeps its height. */
const unfolded = new Set<string>();

/** Whether a message takes so many lines that it would push others off the screen. An estimate, which costs no layout. */
export function isFolded(text: string): boolean {
  if (text.length < LINES_MOST || unfolded.has(text)) return false;
  let lines = 0;
  // Marks take no room of their own (Unicode's category M).
  for (const line of text.replace(/\p{M}/gu, "").split("\n"))
    lines += Math.max(1, Math.ceil(line.length / LETTERS_A_LINE));
  return lines > LINES_MOST;
}

export function unfold(text: string): void {
  unfolded.add(text);
}
