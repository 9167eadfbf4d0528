import type { Line } from "./line.ts";
import type { LineConduct } from "./line-conduct.ts";

const send = /^42(\d+)\["message\.send",(.*)\]$/s;
const stored = /^43(\d+)\[\{"ok":true,"value":\{"seq":(\d+),/;

/** Breaks lines in the moment when an answer to a send would pass: the message is stored, and its sender does not know. */
export class AnswerCutter {
  readonly #random: () => number;
  readonly #target: number;
  /** The places that answers gave each clientId, those that were cut off included. */
  readonly #seqs = new Map<string, Set<number>>();
  #cuts = 0;

  constructor(target: number, random: () => number) {
    this.#target = target;
    this.#random = random;
  }

  get cuts(): number {
    return this.#cuts;
  }

  /** Messages that were answered with more than one place. */
  get torn(): number {
    return [...this.#seqs.values()].filter(({ size }) => size > 1).length;
  }

  readonly conduct = (_line: Line): Partial<LineConduct> => {
    const asked = new Map<string, string>();
    return {
      toServer: {
        judge: ({ text = "" }) => {
          const [, id = "", input = ""] = send.exec(text) ?? [];
          if (id) asked.set(id, (JSON.parse(input) as { clientId: string }).clientId);
          return "pass";
        },
      },
      toClient: {
        judge: ({ text = "" }) => {
          const [, id = "", seq = ""] = stored.exec(text) ?? [];
          const clientId = asked.get(id);
          return clientId === undefined ? "pass" : this.#answered(clientId, Number(seq));
        },
      },
    };
  };

  #answered(clientId: string, seq: number): "pass" | "cut" {
    const seqs = this.#seqs.get(clientId) ?? new Set();
    this.#seqs.set(clientId, seqs.add(seq));
    // Half of them, so that there is progress, and an answer may be cut off again and again.
    if (this.#cuts >= this.#target || this.#random() < 0.5) return "pass";
    this.#cuts += 1;
    return "cut";
  }
}
