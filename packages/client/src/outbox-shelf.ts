import type { PersonId } from "@parlor/protocol";
import type { OutboxNews } from "./outbox-peers.ts";
import type { OutboxStorage } from "./outbox-storage.ts";
import type { Outgoing } from "./outgoing.ts";

type Untold = OutboxNews extends infer News ? (News extends unknown ? Omit<News, "by"> : never) : never;

/** One person's side of the storage and of the tabs that share it: what lies there of others is neither seen nor sent. */
export class OutboxShelf {
  owner: PersonId | undefined;
  /** Whether this tab is the one that sends; exactly one is. */
  isMyTurn: boolean;
  readonly #storage: OutboxStorage;

  constructor(storage: OutboxStorage, turned: () => void, heard: (news: OutboxNews) => void) {
    this.#storage = storage;
    this.isMyTurn = !storage.peers;
    storage.peers?.join(
      (mine) => {
        this.isMyTurn = mine;
        if (mine && this.owner !== undefined) turned();
      },
      (news) => news.by === this.owner && heard(news),
    );
  }

  /** Somebody writes in this tab: it should be the one that sends. */
  claim(): void {
    if (!this.isMyTurn) this.#storage.peers?.claim();
  }

  /** What lies here of the owner, in the order of writing. What others left is thrown away. */
  async load(): Promise<Outgoing[]> {
    const entries = await this.#storage.load().catch(() => []);
    return entries.flatMap(({ by, outgoing }) => {
      if (by === this.owner) return [outgoing];
      this.remove(outgoing.draft.clientId);
      return [];
    });
  }

  /** Resolves once the message survives a reload. A full or broken storage costs that, not the message. */
  async put(outgoing: Outgoing): Promise<void> {
    if (this.owner === undefined) return;
    this.tell({ is: "put", outgoing });
    await this.#storage.put({ by: this.owner, outgoing }).catch(() => {});
  }

  remove(clientId: string): void {
    void this.#storage.remove(clientId).catch(() => {});
  }

  tell(news: Untold): void {
    if (this.owner !== undefined) this.#storage.peers?.tell({ ...news, by: this.owner });
  }

  close(): void {
    this.isMyTurn = false;
    this.#storage.peers?.leave();
    this.#storage.close();
  }
}
