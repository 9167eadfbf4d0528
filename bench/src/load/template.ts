import { DIGITS } from "./marker.ts";

/** Placeholders for the numbers that differ from one message to the next. Each may stand in a template at most once. */
export const slots = {
  /** The time of sending, in microseconds. */
  stamp: "\u0001".repeat(DIGITS),
  /** The same once more, where the protocol has a number for the answer. */
  ack: "\u0002".repeat(DIGITS),
  /** A number that no other message of the run has. */
  id: "\u0003".repeat(DIGITS),
};

type Values = Record<keyof typeof slots, number>;

/** How a WebSocket client scrambles what it sends: the key, and the offset of the first scrambled byte. */
export interface Mask {
  key: Buffer;
  from: number;
}

/** The bytes of a message, built once; to send it, only its numbers are rewritten. */
export class Template {
  readonly #bytes: Buffer;
  readonly #mask: Mask | undefined;
  readonly #places: { slot: keyof Values; at: number }[];

  /** `plain` holds the slots unscrambled; with a mask, everything from its offset on is scrambled here. */
  constructor(plain: Buffer, mask?: Mask) {
    this.#bytes = Buffer.from(plain);
    this.#mask = mask;
    this.#places = Object.entries(slots).flatMap(([slot, placeholder]) => {
      const at = plain.indexOf(placeholder);
      return at === -1 ? [] : [{ slot: slot as keyof Values, at }];
    });
    if (mask) scramble(this.#bytes, mask);
  }

  /** A copy with the numbers in their places. */
  filled(values: Values): Buffer {
    const bytes = Buffer.from(this.#bytes);
    for (const { slot, at } of this.#places) this.#write(bytes, at, values[slot]);
    return bytes;
  }

  #write(bytes: Buffer, at: number, value: number): void {
    let rest = value;
    for (let index = at + DIGITS - 1; index >= at; index -= 1) {
      const digit = 48 + (rest % 10);
      bytes[index] = this.#mask ? digit ^ (this.#mask.key[(index - this.#mask.from) & 3] ?? 0) : digit;
      rest = Math.floor(rest / 10);
    }
  }
}

/** XORs everything from the mask's offset on, in place. */
export function scramble(bytes: Buffer, { key, from }: Mask): void {
  for (let index = from; index < bytes.length; index += 1) {
    bytes[index] = (bytes[index] ?? 0) ^ (key[(index - from) & 3] ?? 0);
  }
}
