import type { AnswerOf, PersonId } from "@parlor/protocol";
import type { Draft, Outgoing } from "./outgoing.ts";

/** What one tab tells the others of the outbox they share. */
export type OutboxNews =
  | { readonly is: "put"; readonly by: PersonId; readonly outgoing: Outgoing }
  | { readonly is: "sent"; readonly by: PersonId; readonly draft: Draft; readonly sent: AnswerOf<"message.send"> }
  | { readonly is: "gone"; readonly by: PersonId; readonly clientId: string };

export interface OutboxPeers {
  /** `turn` tells whether this tab is the one that sends; exactly one is, wherever the browser has locks. */
  join(turn: (mine: boolean) => void, heard: (news: OutboxNews) => void): void;
  /**
   * Makes it this tab's turn: somebody writes here, while the tab that had it may be in the background, where its
   * timers, and so its reconnects, are held back by up to a minute.
   */
  claim(): void;
  tell(news: OutboxNews): void;
  leave(): void;
}

/** Tabs of one browser, by Web Locks and BroadcastChannel. Two senders at once would be wasteful, not wrong (MSG-3). */
export function tabPeers(name: string): OutboxPeers {
  // Not there on plain http beyond localhost: then every tab sends, and the server keeps the first of each (MSG-3).
  const locks = globalThis.navigator?.locks as LockManager | undefined;
  const channel = new BroadcastChannel(name);
  let hangUp = () => {};
  let waiting = new AbortController();
  let turned = (_mine: boolean) => {};
  let left = false;
  /** The last request for the turn; what becomes of those before it says nothing any more. */
  let latest = 0;

  function stand(options: LockOptions): void {
    const { signal } = options;
    const mine = ++latest;
    const held = new Promise<void>((resolve) => (hangUp = resolve));
    const hold = () => {
      turned(true);
      return held;
    };
    locks?.request(name, options, hold).catch(() => {
      if (left || signal?.aborted || mine !== latest) return;
      // Another tab claimed the turn; stand in line again in case it closes.
      turned(false);
      line();
    });
  }

  function line(): void {
    waiting = new AbortController();
    stand({ signal: waiting.signal });
  }

  return {
    join(turn, heard) {
      turned = turn;
      channel.addEventListener("message", ({ data }: MessageEvent<OutboxNews>) => heard(data));
      if (locks) line();
      else turn(true);
    },
    claim() {
      waiting.abort();
      stand({ steal: true });
    },
    tell: (news) => {
      if (!left) channel.postMessage(news);
    },
    leave() {
      left = true;
      waiting.abort();
      hangUp();
      channel.close();
    },
  };
}
