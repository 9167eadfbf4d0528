import { offences } from "../checker/findings.ts";
import type { Figure, Result } from "./result.ts";

const columns = ["acked", "stored", ...offences] as const;

/** Where and on what the run was made. */
export interface Occasion {
  machine: string;
  commit: string;
  date: string;
}

/** The result as Markdown: the numbers of the checker, and what each fault measured besides. */
export function table(result: Result, occasion: Occasion): string {
  const lines = [
    `Seed ${result.seed}, ${occasion.date}, commit ${occasion.commit}, ${occasion.machine}: ${result.pass ? "passed" : "failed"}.`,
    "",
    `| fault | ${columns.join(" | ")} | measured |`,
    `|---|${columns.map(() => "---").join("|")}|---|`,
    ...Object.entries(result.faults).map(([name, fault]) => {
      const { acked, stored, lost, missing, dup, order, leak, pass: _pass, why: _why, ...figures } = fault;
      const numbers = [acked, stored, lost, missing, dup, order, leak];
      return `| ${[name, ...numbers, figureText(figures)].join(" | ")} |`;
    }),
    "",
    "| control | turned |",
    "|---|---|",
    ...Object.entries(result.controls).map(([name, color]) => `| ${name} | ${color} |`),
  ];
  return lines.join("\n");
}

/** "ready p50 612 ms" for `ready_p50_ms: 612`. */
function figureText(figures: Record<string, Figure>): string {
  const texts = Object.entries(figures).map(([name, value]) => {
    const [, words = name, unit = ""] = /^(.*?)(?:_(ms))?$/.exec(name) ?? [];
    const shown = typeof value === "object" && value !== null ? value.join(" and ") : String(value ?? "not known");
    return `${words.replaceAll("_", " ")} ${shown}${unit && ` ${unit}`}`;
  });
  return texts.join(", ");
}
