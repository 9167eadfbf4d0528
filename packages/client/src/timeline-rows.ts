import type { PersonId } from "@parlor/protocol";
import type { Outgoing } from "./outgoing.ts";
import type { ReadMessage } from "./private-part.ts";
import type { Timeline } from "./timeline.ts";

export type TimelineRow =
  | { readonly is: "message"; readonly key: string; readonly message: ReadMessage; readonly mine: boolean }
  | { readonly is: "outgoing"; readonly key: string; readonly outgoing: Outgoing }
  /** Messages that are being fetched. */
  | { readonly is: "hole"; readonly key: string };

/**
 * Turns a timeline and what is on its way into rows. A row keeps its key for life, from outgoing to confirmed, so it
 * stays one DOM node; an unchanged row stays the same object; nothing changed gives the same array back.
 */
export class TimelineRows {
  #rows: readonly TimelineRow[] = [];
  #confirmed: readonly TimelineRow[] = [];
  #messages: readonly ReadMessage[] = [];
  #outgoing: readonly Outgoing[] = [];
  #head = 0;
  #self: PersonId | undefined;
  #showHoles = false;
  #rowOf = new WeakMap<ReadMessage | Outgoing, TimelineRow>();
  /** Client ids this view has shown as outgoing: their messages take over the row. */
  readonly #shown = new Set<string>();
  /** Client ids of own messages that are confirmed, so a draft whose ack is still to come shows once. */
  readonly #landed = new Set<string>();

  build(
    { messages, head }: Timeline,
    outgoing: readonly Outgoing[],
    self: PersonId | undefined,
    showHoles: boolean,
  ): readonly TimelineRow[] {
    const sameMessages = messages === this.#messages && self === this.#self && showHoles === this.#showHoles;
    const sameOutgoing = sameItems(outgoing, this.#outgoing);
    if (sameMessages && sameOutgoing && head === this.#head) return this.#rows;
    if (!sameMessages) this.#confirmed = this.#confirm(messages, self, showHoles);
    this.#outgoing = outgoing;
    this.#head = head;
    const rows = [...this.#confirmed];
    if (showHoles && head > (messages.at(-1)?.seq ?? 0)) rows.push(holeAfter(messages.at(-1)));
    for (const item of outgoing) {
      this.#shown.add(item.draft.clientId);
      if (!this.#landed.has(item.draft.clientId)) rows.push(this.#outgoingRow(item));
    }
    return (this.#rows = rows);
  }

  #confirm(messages: readonly ReadMessage[], self: PersonId | undefined, showHoles: boolean): readonly TimelineRow[] {
    const held = this.#messages;
    // The usual change is a few more at the end; what came before needs no more than a glance.
    const continues =
      self === this.#self &&
      !showHoles &&
      !this.#showHoles &&
      held.length > 0 &&
      held.every((message, at) => message === messages[at]);
    const rows = continues ? [...this.#confirmed] : [];
    if (!continues) this.#landed.clear();
    for (let at = continues ? held.length : 0; at < messages.length; at++) {
      const message = messages[at];
      if (!message) continue;
      const before = messages[at - 1];
      if (showHoles && before && before.seq + 1 < message.seq) rows.push(holeAfter(before));
      rows.push(this.#messageRow(message, message.by === self));
    }
    this.#messages = messages;
    this.#self = self;
    this.#showHoles = showHoles;
    return rows;
  }

  #messageRow(message: ReadMessage, mine: boolean): TimelineRow {
    if (mine) this.#landed.add(message.clientId);
    const known = this.#rowOf.get(message);
    if (known?.is === "message" && known.mine === mine) return known;
    const tookOver = mine && this.#shown.has(message.clientId);
    const key = known?.key ?? (tookOver ? message.clientId : String(message.seq));
    const row: TimelineRow = { is: "message", key, message, mine };
    this.#rowOf.set(message, row);
    return row;
  }

  #outgoingRow(outgoing: Outgoing): TimelineRow {
    const known = this.#rowOf.get(outgoing);
    if (known) return known;
    const row: TimelineRow = { is: "outgoing", key: outgoing.draft.clientId, outgoing };
    this.#rowOf.set(outgoing, row);
    return row;
  }
}

function holeAfter(message: ReadMessage | undefined): TimelineRow {
  return { is: "hole", key: `hole ${message?.seq ?? 0}` };
}

function sameItems<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
