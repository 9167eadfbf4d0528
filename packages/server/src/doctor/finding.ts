/** - `warn`: Parlor runs, and something is worth a look. - `fail`: it does not run as it should. */
export type Level = "ok" | "warn" | "fail";

/** What one check of the doctor found, in a sentence or two; for all but `ok` the text says what to do. */
export interface Finding {
  level: Level;
  text: string;
  /** More lines, such as the list of copies. */
  details?: readonly string[];
}

export const ok = (text: string, details: readonly string[] = []): Finding => ({ level: "ok", text, details });
export const warn = (text: string, details: readonly string[] = []): Finding => ({ level: "warn", text, details });
export const fail = (text: string, details: readonly string[] = []): Finding => ({ level: "fail", text, details });

const order: readonly Level[] = ["ok", "warn", "fail"];

/** One finding of several: the worst level, and the texts that have it; the others are of no interest then. */
export function worst(findings: readonly Finding[]): Finding | undefined {
  const level = order.findLast((candidate) => findings.some((finding) => finding.level === candidate));
  const chosen = findings.filter((finding) => finding.level === level);
  if (level === undefined) return undefined;
  return {
    level,
    text: chosen.map(({ text }) => text).join(" "),
    details: chosen.flatMap(({ details = [] }) => details),
  };
}
