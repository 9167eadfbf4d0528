import { medians } from "./median.ts";
import { type FanOutWindow, Stage } from "./stage.ts";
import type { Bench, Figures, Work } from "./work.ts";

const VIEWERS = 1_000;
const RATES = [10, 100, 1_000];
const WARM_SECONDS = 1.5;

/** One channel with 1,000 viewers, at three rates. */
export const fanoutW1: Work = {
  name: "fanout.w1",
  async run(bench) {
    const { options, contestants, say, wants } = bench;
    const stages: Stage[] = [];
    try {
      for (const contestant of contestants) {
        say(`${contestant.name}: seating ${VIEWERS} viewers`);
        stages.push(await Stage.set(contestant, 1, VIEWERS));
      }
      const figures: Figures = {};
      for (const rate of RATES.filter((rate) => wants(`fanout.w1.r${rate}`))) {
        const windows = await interleaved(bench, stages, (stage) => stage.window(rate, options.seconds, WARM_SECONDS));
        for (const [name, list] of Object.entries(windows)) {
          const rows = list.map((window) => fanOutFigures(window, VIEWERS));
          for (const [key, value] of Object.entries(medians(rows))) {
            (figures[name] ??= {})[`fanout.w1.r${rate}.${key}`] = value;
          }
        }
      }
      return figures;
    } finally {
      for (const stage of stages) await stage.clear();
    }
  },
};

/** Windows of all servers by turns, A, B, C, A, B, C, so that a busy minute of the machine meets them all. */
export async function interleaved(
  { options, say }: Bench,
  stages: Stage[],
  measure: (stage: Stage) => Promise<FanOutWindow>,
): Promise<Record<string, FanOutWindow[]>> {
  const windows: Record<string, FanOutWindow[]> = {};
  for (let round = 0; round < options.rounds; round += 1) {
    for (const stage of stages) {
      const window = await measure(stage);
      (windows[stage.name] ??= []).push(window);
      const { cpu_us_per_delivery: cpu, deliveries_per_s: perSecond } = fanOutFigures(window, VIEWERS);
      say(
        `${stage.name}: ${window.rate.toFixed(0)} texts/s, ${perSecond?.toFixed(0)} deliveries/s, ` +
          `${cpu?.toFixed(2) ?? "?"} µs each, p50 ${window.p50_ms?.toFixed(1)} ms, p99 ${window.p99_ms?.toFixed(1)} ms`,
      );
    }
  }
  return windows;
}

/** A window as the report wants it. `delivered_share` is what arrived of what was sent, 1 when nothing was left behind. */
export function fanOutFigures(window: FanOutWindow, viewers: number): Record<string, number | null> {
  const { cpuUs, deliveries, seconds, p50_ms, p99_ms, rate } = window;
  return {
    cpu_us_per_delivery: cpuUs === null || deliveries === 0 ? null : cpuUs / deliveries,
    p50_ms,
    p99_ms,
    deliveries_per_s: deliveries / seconds,
    delivered_share: deliveries / seconds / (rate * viewers),
  };
}
