/** Marks of emphasis. */
const emphasis = /[*_~]/;
const wordCharacter = /[\p{L}\p{N}]/u;

/** The marks of emphasis that are open at one point of a text, line by line. */
export class OpenMarks {
  readonly #open = new Set<string>();
  /** The last character read: "" at the beginning of a line. */
  #last = "";

  /** Those open after a further stretch of plain text that a link follows. */
  after(plain: string): ReadonlySet<string> {
    const copy = new OpenMarks();
    for (const mark of this.#open) copy.#open.add(mark);
    copy.#last = this.#last;
    copy.#scan(plain);
    return copy.#open;
  }

  /** Reads on, over a stretch of plain text and the link after it. */
  read(plain: string): void {
    this.#scan(plain);
    this.#last = "x";
  }

  #scan(plain: string): void {
    const characters = [...plain];
    for (const [at, character] of characters.entries()) {
      if (character === "\n") this.#open.clear();
      else if (emphasis.test(character) && this.#last !== character) this.#toggle(character, characters[at + 1] ?? "x");
      this.#last = character === "\n" ? "" : character;
    }
  }

  /** A mark opens before a word, and closes after one: in `snake_case` it does neither. */
  #toggle(mark: string, next: string): void {
    const isAfterWord = wordCharacter.test(this.#last);
    if (this.#open.has(mark) && !/^\s?$/.test(this.#last) && !wordCharacter.test(next)) this.#open.delete(mark);
    else if (!isAfterWord && !/\s/.test(next)) this.#open.add(mark);
  }
}
