import type { Spread } from "./spread.ts";

type Labels = Record<string, string>;

/** Everything under one name. Counters only rise, gauges go both ways. */
export type Family =
  | { name: string; help: string; type: "counter" | "gauge"; samples: { value: number; labels?: Labels }[] }
  | { name: string; help: string; type: "histogram"; spread: Spread };

/** The text that Prometheus reads, version 0.0.4 of its format. Names are ours; label values are escaped. */
export function exposition(families: readonly Family[]): string {
  return families.map((family) => `${head(family)}${body(family)}`).join("");
}

function head({ name, help, type }: Family): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function body(family: Family): string {
  if (family.type === "histogram") return histogram(family.name, family.spread);
  return family.samples.map(({ value, labels }) => line(family.name, value, labels)).join("");
}

function histogram(name: string, { bounds, cumulative, sum }: Spread): string {
  const all = cumulative.at(-1) ?? 0;
  const buckets = cumulative.map((count, at) => line(`${name}_bucket`, count, { le: String(bounds[at] ?? "+Inf") }));
  return buckets.join("") + line(`${name}_sum`, sum) + line(`${name}_count`, all);
}

function line(name: string, value: number, labels: Labels = {}): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}\n`;
}

function escaped(text: string): string {
  return text
    .replaceAll("\\", String.raw`\\`)
    .replaceAll('"', String.raw`\"`)
    .replaceAll("\n", String.raw`\n`);
}
