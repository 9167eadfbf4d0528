import { seeded } from "../crowd/seeded.ts";
import { AnswerCutter } from "../proxy/answer-cutter.ts";
import type { Fault } from "../rig/fault.ts";
import { waitUntil } from "../rig/wait-until.ts";

/** The answer is cut off between commit and ack, again and again: each resend must find the first place. */
export const answerCut: Fault = async ({ seed, form, set }) => {
  const wanted = { control: 30, short: 200, long: 1_000 }[form];
  const stage = await set({ people: 100, channels: 20, isProxied: true });
  const cutter = new AnswerCutter(wanted, seeded(seed, "cuts"));
  stage.proxy.behave(cutter.conduct);
  // Clients that connected before are looked at from now on, too; the numbers of acks start again with each connection.
  await stage.talk();
  const tookMs = await waitUntil(`${wanted} answers cut off`, 240_000, () =>
    cutter.cuts < wanted ? `${cutter.cuts} so far` : undefined,
  );
  const report = await stage.judge();
  if (cutter.torn > 0) report.why.push(`${cutter.torn} messages were answered with more than one place`);
  const figures = {
    cuts: cutter.cuts,
    resends: report.raw.resends,
    took_ms: Math.round(tookMs),
    whole_after_ms: Math.round(report.settledMs),
  };
  return { ...report, figures };
};
