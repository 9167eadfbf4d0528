import type { FanOutWindow } from "./stage.ts";

/** A window as the report wants it; `share` is what arrived of what should have, 1 when the server kept up. */
export type FanOutFigures = Record<
  "cpu_us_per_delivery" | "p50_ms" | "p99_ms" | "deliveries_per_s" | "delivered_share" | "listening_share",
  number | null
>;

/** `viewers` is how many sockets each text goes to. */
export function fanOutFigures(window: FanOutWindow, viewers: number): FanOutFigures {
  const { cpuUs, deliveries, seconds, p50_ms, p99_ms, rate } = window;
  return {
    cpu_us_per_delivery: cpuUs === null || deliveries === 0 ? null : cpuUs / deliveries,
    p50_ms,
    p99_ms,
    deliveries_per_s: deliveries / seconds,
    listening_share: window.listening,
    delivered_share: deliveries / seconds / (rate * viewers),
  };
}

/** Below this share of what should have arrived, a server is falling behind, even if its latency is still good. */
const KEEPS_UP = 0.97;

/** Whether less arrived than was sent. One text may be on its way when the window ends. */
export function hasFallenBehind({ deliveries, seconds, rate }: FanOutWindow, viewers: number): boolean {
  return deliveries + viewers < KEEPS_UP * rate * seconds * viewers;
}

/** One line for the person who watches. */
export function inWords(name: string, rate: number, figures: FanOutFigures): string {
  const { cpu_us_per_delivery: cpu, deliveries_per_s: perSecond, p50_ms, p99_ms, listening_share: listening } = figures;
  const number = (value: number | null, digits: number): string => value?.toFixed(digits) ?? "?";
  return (
    `${name}: ${rate.toFixed(0)} texts/s, ${number(perSecond, 0)} deliveries/s, ${number(cpu, 2)} µs each, ` +
    `p50 ${number(p50_ms, 1)} ms, p99 ${number(p99_ms, 1)} ms; listening took ${number(100 * (listening ?? 0), 0)} %`
  );
}
