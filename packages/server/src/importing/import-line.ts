import { MessageText, Milliseconds } from "@parlor/protocol";
import { z } from "zod";

/** One line of an import file. */
const ImportLine = z.object({ at: Milliseconds, by: z.string().min(1).max(1_000), text: MessageText });
export type ImportLine = z.infer<typeof ImportLine>;

/** A line that cannot be imported; the message names its number and what is wrong. */
export class BadLine extends Error {}

/** Reads one line of JSON (`at` ms, `by`, `text`). Throws BadLine. `number` counts from 1. */
export function readLine(line: string, number: number): ImportLine {
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new BadLine(`Line ${number} is not JSON.`);
  }
  const read = ImportLine.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new BadLine(`Line ${number}: ${issue?.path.join(".") || "it"}: ${issue?.message}.`);
}
