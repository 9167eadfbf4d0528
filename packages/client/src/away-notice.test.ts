import { limits } from "@parlor/protocol/limits";
import { expect, test } from "vitest";
import { AwayNotice } from "./away-notice.ts";
import { ManualClock } from "./testing/manual-clock.ts";
import type { WakeListener } from "./wake.ts";

function page() {
  const told: boolean[] = [];
  const clock = new ManualClock();
  let listener: WakeListener = {};
  const wake = {
    subscribe(heard: WakeListener) {
      listener = heard;
      return () => (listener = {});
    },
  };
  const notice = new AwayNotice({ clock, wake, tell: (away) => told.push(away) });
  notice.start();
  return { told, clock, notice, hide: () => listener.hidden?.(), show: () => listener.shown?.() };
}

test("PRES-3 a page hidden for ten minutes is away, and back at the first look", async () => {
  const { told, clock, hide, show } = page();
  hide();
  await clock.pass(limits.awayAfterMs - 1);
  expect(told).toEqual([]);
  await clock.pass(1);
  expect(told).toEqual([true]);
  show();
  show();
  expect(told).toEqual([true, false]);
});

test("PRES-3 a look in between starts the ten minutes over", async () => {
  const { told, clock, hide, show } = page();
  hide();
  await clock.pass(limits.awayAfterMs - 1);
  show();
  hide();
  hide();
  await clock.pass(limits.awayAfterMs - 1);
  expect(told).toEqual([]);
});

test("PRES-3 after the end nothing is told", async () => {
  const { told, clock, notice, hide } = page();
  hide();
  notice.stop();
  await clock.pass(limits.awayAfterMs);
  expect(told).toEqual([]);
});
