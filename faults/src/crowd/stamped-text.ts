import type { Milliseconds } from "@parlor/protocol";

/** The machine's monotonic clock, comparable between processes. */
export const monotonic = (): Milliseconds => performance.timeOrigin + performance.now();

/** A text that says when it was written, padded to `length` UTF-16 units with what takes three bytes each. */
export function stampedText(length: number): string {
  return `at ${monotonic().toFixed(1)} `.padEnd(length, "語");
}

export function writtenAt(text: string): Milliseconds | undefined {
  const [, at] = /^at (\d+\.\d) /.exec(text) ?? [];
  return at === undefined ? undefined : Number(at);
}
