import { expect, test, vi } from "vitest";
import { tabPeers } from "./outbox-peers.ts";

test("CLI-1 however often two tabs claim the turn from each other, in the end the last one has it", async () => {
  const turns = ["left", "right"].map((name) => {
    const tab = { name, isMine: false, peers: tabPeers("claimed") };
    tab.peers.join(
      (mine) => (tab.isMine = mine),
      () => {},
    );
    return tab;
  });
  const [left, right] = turns;
  for (let time = 0; time < 20; time++) {
    left?.peers.claim();
    left?.peers.claim();
    right?.peers.claim();
    right?.peers.claim();
    if (time % 3 === 0) await Promise.resolve();
  }
  await vi.waitFor(async () => {
    const { held = [] } = await navigator.locks.query();
    expect(held.filter(({ name }) => name === "claimed")).toHaveLength(1);
    expect(turns.filter(({ isMine }) => isMine).map(({ name }) => name)).toEqual(["right"]);
  });
  for (const { peers } of turns) peers.leave();
});
