import type { ChannelId } from "@parlor/protocol";
import type { Draft, Outgoing } from "./outgoing.ts";
import { Cell, type Store } from "./store.ts";

/** The messages on their way, in the order they go out, and what became of those that no longer are. */
export class OutboxEntries {
  readonly state: Store<readonly Outgoing[]>;
  readonly #cell = new Cell<readonly Outgoing[]>([]);
  readonly #entries = new Map<string, Outgoing>();
  readonly #stored = new Set<string>();
  readonly #done = new Set<string>();

  constructor() {
    this.state = this.#cell;
  }

  get(clientId: string): Outgoing | undefined {
    return this.#entries.get(clientId);
  }

  has(clientId: string): boolean {
    return this.#entries.has(clientId);
  }

  ids(): string[] {
    return [...this.#entries.keys()];
  }

  /** Replaces the entry of the same clientId, or comes last. */
  put(outgoing: Outgoing): void {
    this.#entries.set(outgoing.draft.clientId, outgoing);
    this.#cell.set([...this.#entries.values()]);
  }

  /** Puts a message last, wherever it was. */
  putLast(outgoing: Outgoing): void {
    this.#entries.delete(outgoing.draft.clientId);
    this.put(outgoing);
  }

  /**
   * Shows what the storage or another tab holds, in its place by the order of writing. False for what was answered or thrown away
   * here or in another tab: a late read of the storage must not bring it back.
   */
  adopt(outgoing: Outgoing): boolean {
    const { clientId } = outgoing.draft;
    if (this.#done.has(clientId)) return false;
    this.#stored.add(clientId);
    if (!this.#entries.has(clientId)) {
      const later = [...this.#entries].filter(([id]) => id > clientId);
      for (const [id] of later) this.#entries.delete(id);
      this.#entries.set(clientId, outgoing);
      for (const [id, entry] of later) this.#entries.set(id, entry);
    }
    this.put(outgoing);
    return true;
  }

  /** It survives a reload now, so it may be sent (CLI-1). */
  stored(clientId: string): void {
    this.#stored.add(clientId);
  }

  /**
   * The first messages of a channel that still want sending, up to one that is not stored yet (CLI-1). Those `sealed` come first,
   * in their order; without that list, nothing private does.
   */
  first(channelId: ChannelId, count: number, sealed?: readonly string[]): Draft[] {
    const drafts: Draft[] = [];
    for (const clientId of sealed ?? []) {
      const entry = this.#entries.get(clientId);
      if (entry && entry.state !== "refused") drafts.push(entry.draft);
    }
    for (const { state, draft } of this.#entries.values()) {
      if (draft.channelId !== channelId || state === "refused" || sealed?.includes(draft.clientId)) continue;
      if (drafts.length >= count || !this.#stored.has(draft.clientId) || (draft.isPrivate && !sealed)) break;
      drafts.push(draft);
    }
    return drafts.slice(0, count);
  }

  /** It is answered or thrown away, for good. */
  forget(clientId: string): void {
    this.#done.add(clientId);
    this.#stored.delete(clientId);
    if (this.#entries.delete(clientId)) this.#cell.set([...this.#entries.values()]);
  }
}
