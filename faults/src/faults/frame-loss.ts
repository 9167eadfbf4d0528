import { setTimeout as pause } from "node:timers/promises";
import { seeded } from "../crowd/seeded.ts";
import type { Fault } from "../rig/fault.ts";

/** What tells a client of new messages. */
const news = /^42\["(message\.new|(channel|private)\.pulse)"/;

/** Deliveries vanish on connections that live on: one in ten for a while, then the last ones all, with the pulses that would tell. */
export const frameLoss: Fault = async ({ seed, form, set }) => {
  const random = seeded(seed, "frames");
  const stage = await set({ people: 100, channels: 20, isProxied: true });
  let lost = 0;
  const losing = (share: number) => () => ({
    toClient: {
      judge: ({ text = "" }: { text?: string }) => {
        if (!news.test(text) || random() >= share) return "pass" as const;
        lost += 1;
        return "drop" as const;
      },
    },
  });
  stage.proxy.behave(losing(0.1));
  await stage.talk();
  await pause({ control: 2_000, short: 4_000, long: 20_000 }[form]);
  stage.proxy.behave(losing(1));
  await pause(500);
  await stage.crowd.hush();
  // Two pulses' time: the news of the last messages is gone for good, and nothing more will be said.
  await pause(2_000);
  stage.proxy.behave(() => ({}));
  const report = await stage.judge();
  if (report.raw.disconnects > 0) report.why.push(`${report.raw.disconnects} connections were lost`);
  return { ...report, figures: { frames_lost: lost, whole_after_ms: Math.round(report.settledMs) } };
};
