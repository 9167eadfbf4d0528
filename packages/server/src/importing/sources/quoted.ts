/** Characters of a message that a reply quotes: enough to recognise it. */
const QUOTE_MAX = 80;
/** Messages remembered for replies to come; most answer one of the last hundreds. */
const REMEMBERED = 20_000;

/** The messages read last, so that a reply can quote the one it answers. */
export class Quoted {
  readonly #texts = new Map<string, string>();

  remember(id: string, text: string): void {
    const line = text.replace(/\s+/g, " ").trim();
    const start = Array.from(line.slice(0, 2 * QUOTE_MAX));
    this.#texts.set(id, start.length > QUOTE_MAX ? `${start.slice(0, QUOTE_MAX).join("")}…` : line);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > REMEMBERED && oldest !== undefined) this.#texts.delete(oldest);
  }

  /** The text of a reply: below the line it answers, where that is known. */
  reply(to: string, text: string): string {
    const line = this.#texts.get(to);
    return line === undefined || line === "" ? text : `> ${line}\n${text}`;
  }
}
