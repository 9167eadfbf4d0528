import { styleText } from "node:util";

const levels: Record<number, string> = { 10: "trace", 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal" };
const WARN = 40;
/** Fields that have a place of their own in the line, and those that are known at a terminal: the process and the host. */
const unsaid = new Set(["level", "time", "pid", "hostname", "msg", "err"]);

/** A line of JSON from the log as a person at a terminal reads it: the time, the level, what happened, and the fields. */
export function readableLine(line: string): string {
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(line) as Record<string, unknown>;
  } catch {
    return line;
  }
  const {
    level = 0,
    time = 0,
    msg = "",
    err,
  } = entry as {
    level?: number;
    time?: number;
    msg?: string;
    err?: { message?: string; stack?: string };
  };
  const name = (levels[level] ?? "").padEnd(5);
  const fields = Object.entries(entry)
    .filter(([key, value]) => !unsaid.has(key) && value !== undefined)
    .map(([key, value]) => `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`);
  const stack = err ? `\n${err.stack || err.message || ""}` : "";
  const start = styleText("dim", new Date(time).toTimeString().slice(0, 8));
  const label = level >= WARN ? styleText(level === WARN ? "yellow" : "red", name) : styleText("dim", name);
  return `${[start, label, msg, ...fields.map((field) => styleText("dim", field))].join(" ")}${stack}\n`;
}
