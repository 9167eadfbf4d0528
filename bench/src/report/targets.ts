/** A figure's key in the report, what it tells, and what is wanted of it. */
export interface Wanted {
  key: string;
  what: string;
  unit: string;
  /** The wanted value; absent for figures that stand there to compare only. */
  target?: number;
  /** Whether more is better. */
  isRate?: true;
}

/** Every row of the table, in its order. */
export const wanted: Wanted[] = [
  ...[["10", 7.0] as const, ["100", 4.0] as const, ["1,000", 0.85] as const].map(([rate, target]): Wanted => ({
    key: `fanout.w1.r${rate.replace(",", "")}.cpu_us_per_delivery`,
    what: `1 channel × 1,000 viewers, ${rate} msg/s: CPU per delivery`,
    unit: "µs",
    target,
  })),
  { key: "fanout.w1.r10.p99_ms", what: "the same at 10 msg/s: delay, p99", unit: "ms" },
  { key: "fanout.w1.r100.p99_ms", what: "the same at 100 msg/s: delay, p99", unit: "ms" },
  { key: "fanout.w1.r1000.p99_ms", what: "the same at 1,000 msg/s: delay, p99", unit: "ms", target: 100 },
  {
    key: "fanout.w2.cpu_us_per_delivery",
    what: "200 channels × 10, 1,000 msg/s: CPU per delivery",
    unit: "µs",
    target: 12,
  },
  { key: "fanout.w2.p99_ms", what: "the same: delay, p99", unit: "ms" },
  {
    key: "fanout.max_rate_p99_250",
    what: "highest rate into 1,000 viewers with p99 < 250 ms",
    unit: "msg/s",
    target: 4_000,
    isRate: true,
  },
  {
    key: "send.durable_per_s",
    what: "sends answered after fsync, 100 in flight",
    unit: "/s",
    target: 20_000,
    isRate: true,
  },
  { key: "send.p50_ms", what: "the same: p50", unit: "ms", target: 5 },
  { key: "send.p99_ms", what: "the same: p99", unit: "ms", target: 25 },
  { key: "send.cpu_us", what: "the same: CPU per message", unit: "µs", target: 60 },
  { key: "idle.kb_per_connection", what: "memory per connection, 5,000 viewing", unit: "KB", target: 12 },
  { key: "join.cpu_ms", what: "CPU of one more joining them", unit: "ms", target: 0.5 },
  { key: "loop.delay_p99_ms", what: "event-loop delay at 100 msg/s, p99", unit: "ms", target: 20 },
  { key: "history.page_p99_ms", what: "a page among 1,000,000 messages, p99", unit: "ms", target: 5 },
  { key: "search.p99_ms", what: "a word among 1,000,000 messages, p99", unit: "ms", target: 50 },
  { key: "start.ready_ms", what: "empty data folder to /readyz", unit: "ms", target: 500 },
  { key: "start.rss_mb", what: "memory then", unit: "MB", target: 110 },
  { key: "client.first_load_kb", what: "first load: JS + CSS, gzip", unit: "kB", target: 60 },
  { key: "client.open_channel_ms", what: "change to a cached channel of 100 messages", unit: "ms", target: 50 },
];

/** Whether a figure is as good as wanted; undefined where nothing is wanted or nothing was measured. */
export function isMet({ target, isRate }: Wanted, value: number | null | undefined): boolean | undefined {
  if (target === undefined || value === null || value === undefined) return undefined;
  return isRate ? value >= target : value <= target;
}
