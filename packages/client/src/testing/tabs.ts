import type { OutboxNews, OutboxPeers } from "../outbox-peers.ts";
import { memoryOutbox, type OutboxStorage } from "../outbox-storage.ts";

interface Tab {
  turn(mine: boolean): void;
  heard(news: OutboxNews): void;
}

/** The outbox of several tabs of one browser, in memory: one has the turn, and a tab that is written in takes it. */
export function sharedOutbox(): () => OutboxStorage {
  const storage = memoryOutbox();
  const tabs: Tab[] = [];
  let holder: Tab | undefined;

  function give(tab: Tab | undefined): void {
    if (tab === holder) return;
    const before = holder;
    holder = tab;
    // As with Web Locks, the one that has it hears of the loss when it is lost already.
    queueMicrotask(() => {
      before?.turn(false);
      holder?.turn(true);
    });
  }

  function peers(): OutboxPeers {
    let mine: Tab | undefined;
    return {
      join(turn, heard) {
        mine = { turn, heard };
        tabs.push(mine);
        if (!holder) give(mine);
      },
      claim: () => give(mine),
      tell(news) {
        const copy = structuredClone(news);
        setImmediate(() => tabs.filter((tab) => tab !== mine).forEach((tab) => tab.heard(copy)));
      },
      leave() {
        if (mine) tabs.splice(tabs.indexOf(mine), 1);
        if (holder === mine) give(tabs[0]);
      },
    };
  }
  return () => ({ ...storage, peers: peers() });
}
