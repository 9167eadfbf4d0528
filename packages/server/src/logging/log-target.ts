import { readableLine } from "./readable-line.ts";

/** Where the log goes, a line of JSON at a time. */
export interface LogTarget {
  write(line: string): void;
}

/** Standard output: readable at a terminal, JSON for everything else. Undefined leaves it to the logger, which is faster. */
export function logTarget(output: NodeJS.WriteStream = process.stdout): LogTarget | undefined {
  return output.isTTY ? { write: (line) => void output.write(readableLine(line)) } : undefined;
}
