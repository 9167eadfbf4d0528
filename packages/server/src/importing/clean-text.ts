/** A text that every store and every client can give back, and whether it had to be changed. */
export interface CleanText {
  text: string;
  isChanged: boolean;
}

/** Puts U+FFFD in the place of lone surrogates and NULs, so that the rest of the text is kept (MSG-1). */
export function cleanText(text: string): CleanText {
  if (text.isWellFormed() && !text.includes("\0")) return { text, isChanged: false };
  return { text: text.toWellFormed().replaceAll("\0", "\u{FFFD}"), isChanged: true };
}
