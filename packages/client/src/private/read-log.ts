import type { Seq } from "@parlor/protocol";
import type { ReadMessage, Trouble } from "../private-part.ts";
import { isRolledBack, type ChainMark } from "./chain-marks.ts";
import { chainTroubles, type ChainGap, type ChainLink } from "./chain.ts";

type Link = ChainLink | ChainGap;

/** A message as far as it was read. */
export interface Entry {
  readonly message: ReadMessage;
  readonly link: Link;
}

/** How far back, and on, a page is held against what stands around it: more than eight devices have under way. */
const reach = 400;

/** What was read of one conversation, in its present epoch, and what is wrong with the run of it (SEAL-24, SEAL-25). */
export class ReadLog {
  readonly #entries = new Map<Seq, Entry>();
  readonly #seqOf = new Map<string, Seq>();
  #epoch: string | undefined;

  /** The entries that could not be opened. */
  unread(): Entry[] {
    return [...this.#entries.values()].filter(({ link }) => link.is === "unread");
  }

  /**
   * Adds what a page showed, in seq order. Answers with every message, new or not, that is judged differently from how it is
   * held: its chain is broken, or is whole after all.
   */
  add(epoch: string, entries: readonly Entry[], marks: readonly ChainMark[]): Map<Seq, ReadMessage> {
    if (epoch !== this.#epoch) this.#forget(epoch);
    for (const entry of entries) this.#put(entry);
    const judged = new Map<Seq, ReadMessage>();
    for (const run of this.#runsAround(entries)) {
      const troubles = chainTroubles(run);
      for (const { seq, is } of run) {
        if (is === "unread" || seq < (entries[0]?.message.seq ?? 0)) continue;
        const trouble = this.#doubled(seq) ?? troubles.get(seq) ?? this.#behind(seq, marks);
        const changed = this.#judge(seq, trouble);
        if (changed) judged.set(seq, changed);
      }
    }
    return judged;
  }

  /** Whether less is shown than the marks tell of. */
  isRolledBack(marks: readonly ChainMark[], head: Seq): boolean {
    return isRolledBack(marks, this.#links(marks), head);
  }

  #put(entry: Entry): void {
    const { seq } = entry.message;
    this.#entries.set(seq, entry);
    if (entry.link.is === "unread") return;
    const name = nameOf(entry.link);
    if (seq < (this.#seqOf.get(name) ?? Infinity)) this.#seqOf.set(name, seq);
  }

  /** The runs without a gap that the entries stand in, so far as they are near. */
  #runsAround(entries: readonly Entry[]): Link[][] {
    const first = entries[0]?.message.seq;
    const last = entries.at(-1)?.message.seq;
    if (first === undefined || last === undefined) return [];
    let from = first;
    while (from > first - reach && this.#entries.has(from - 1)) from--;
    const runs: Link[][] = [[]];
    for (let seq = from; seq <= last + reach; seq++) {
      const link = this.#entries.get(seq)?.link;
      if (link) runs.at(-1)?.push(link);
      else if (seq > last) break;
      else runs.push([]);
    }
    return runs.filter(({ length }) => length > 0);
  }

  #links(marks: readonly ChainMark[]): Link[] {
    return marks.flatMap(({ seq }) => this.#entries.get(seq)?.link ?? []);
  }

  /** The same clientId of the same author, further up. */
  #doubled(seq: Seq): Trouble | undefined {
    const link = this.#entries.get(seq)?.link;
    return link?.is === "opened" && (this.#seqOf.get(nameOf(link)) ?? seq) < seq ? "replayed" : undefined;
  }

  /** It stands after what this device remembers as newer, whatever lies between. */
  #behind(seq: Seq, marks: readonly ChainMark[]): Trouble | undefined {
    const link = this.#entries.get(seq)?.link;
    if (link?.is !== "opened") return undefined;
    const mark = marks.find(({ by, device }) => by === link.by && device === link.device);
    if (!mark || seq <= mark.seq || link.n > mark.n) return undefined;
    return link.hash === mark.hash ? "replayed" : "reordered";
  }

  #judge(seq: Seq, trouble: Trouble | undefined): ReadMessage | undefined {
    const entry = this.#entries.get(seq);
    if (!entry || entry.message.trouble === trouble) return undefined;
    const { trouble: _, ...sound } = entry.message;
    const message = trouble ? { ...sound, trouble } : sound;
    this.#entries.set(seq, { ...entry, message });
    return message;
  }

  #forget(epoch: string): void {
    this.#epoch = epoch;
    this.#entries.clear();
    this.#seqOf.clear();
  }
}

function nameOf({ by, clientId }: ChainLink): string {
  return `${by} ${clientId}`;
}
