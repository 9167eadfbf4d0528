import { limits } from "@parlor/protocol";
import type { ChannelPlan } from "./import-plan.ts";
import type { ImportReport } from "./import-report.ts";

/** A number with its noun, as in "1 message" and "2 messages". */
export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
/** "messages of channels left out" is "message of channels left out" of one. */
const singular = (what: string) => what.replace(/s\b/, "");
const moment = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** What an operator reads of a plan: a line for each channel. */
export function planLines(plans: ChannelPlan[]): string[] {
  return plans.map((plan) => {
    const { name, target, messages, authors, firstAt, lastAt, known, older } = plan;
    const span = `${moment(firstAt)} to ${moment(lastAt)}`;
    const there = known > 0 ? `; there already: ${known}` : "";
    const behind = older > 0 ? `; older than the newest message there: ${older}` : "";
    const where = target ? "" : " (a new channel)";
    return `#${name}${where}: ${counted(messages, "message")} by ${counted(authors, "author")}, ${span}${there}${behind}`;
  });
}

/** What an operator has to know of how the file was read. */
export function reportLines(report: ImportReport): string[] {
  const { changed, nameless, long, pieces, skipped, firstSkipped, units, leftOut } = report;
  const lines: string[] = [];
  if (long > 0)
    lines.push(`${counted(long, "text")} over ${limits.messageText} characters became ${counted(pieces, "message")}.`);
  if (changed > 0)
    lines.push(`${counted(changed, "text")} had characters that cannot be stored; U+FFFD replaces them.`);
  if (nameless > 0)
    lines.push(
      `Warning: without an author (\`by\`): ${counted(nameless, "message")}. One "(no name)" is the author of them all.`,
    );
  const isUsual = units.size === 1 && units.has("milliseconds");
  if (units.size > 0 && !isUsual)
    lines.push(
      `Times were given ${[...units.keys()].map((unit) => (unit === "dates" ? "as dates" : `in ${unit}`)).join(", ")}.`,
    );
  if (units.size > 1) {
    const numbers = [...units]
      .map(([unit, count]) => `${count} ${unit === "dates" ? "as dates" : `in ${unit}`}`)
      .join(", ");
    lines.push(`Warning: the times are not all in one unit (${numbers}). Each was read by its size: check the days.`);
  }
  if (leftOut.size > 0)
    lines.push(`Left out: ${[...leftOut].map(([what, count]) => counted(count, singular(what), what)).join(", ")}.`);
  if (skipped > 0) {
    lines.push(`Skipped ${counted(skipped, "message")}:`, ...firstSkipped.map((line) => `  ${line}`));
    const rest = skipped - firstSkipped.length;
    if (rest > 0) lines.push(`  and ${rest} more (\`--skipped FILE\` writes all of them)`);
  }
  return lines;
}

/** Why an import would put messages in the wrong order, or undefined when it would not. */
export function orderProblem(plans: ChannelPlan[]): string | undefined {
  const wrong = plans.filter(({ older }) => older > 0);
  if (wrong.length === 0) return undefined;
  const names = wrong.map(({ name, older }) => `#${name} (${older})`).join(", ");
  return (
    "Nothing was imported: a channel shows its messages in the order they were stored, and some of the file are older than the newest one there: " +
    `${names}. Import into a new channel with --channel, or add --append to have them after the newer ones.`
  );
}
