const mark = /[*_~]/;
/** Scripts without spaces between words have emphasis right beside a letter. */
const wordCharacter =
  /[[\p{L}\p{N}]--[\p{sc=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]]/v;

/** The marks of emphasis that are open at one point of a text, line by line. Reads each character once. */
export class OpenMarks {
  readonly open = new Set<string>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads the plain text up to an index. */
  readTo(end: number): void {
    for (; this.#at < end; this.#at++) {
      const character = this.#text.charAt(this.#at);
      if (character === "\n") this.open.clear();
      else if (mark.test(character) && this.#text.charAt(this.#at - 1) !== character) this.#toggle(character);
    }
  }

  /** Passes over a link: what looks like a mark in it is none. */
  skipTo(end: number): void {
    this.#at = end;
  }

  /** A mark opens before a word, and closes after one: in `snake_case` it does neither. */
  #toggle(character: string): void {
    const [before, after] = [this.#text.charAt(this.#at - 1), this.#text.charAt(this.#at + 1)];
    if (this.open.has(character) && /\S/.test(before) && !wordCharacter.test(after)) this.open.delete(character);
    else if (!wordCharacter.test(before) && /\S/.test(after)) this.open.add(character);
  }
}
