import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { errors } from "../packages/protocol/src/errors.ts";

const row = /^\| `([a-z_]+)` \| (\d{3}) \| (yes|no) \| (.+) \|$/gm;

/** The rows of the document's error table and the table in code, where they differ; empty when both say the same. */
export function errorTableGaps(
  document: string,
  table: Record<string, { status: number; retry: boolean; meaning: string }>,
): string[] {
  const written = Array.from(document.matchAll(row), ([line]) => line);
  const meant = Object.entries(table).map(
    ([code, { status, retry, meaning }]) => `| \`${code}\` | ${status} | ${retry ? "yes" : "no"} | ${meaning} |`,
  );
  const missing = meant.filter((line) => !written.includes(line)).map((line) => `not in docs/protocol.md: ${line}`);
  const extra = written.filter((line) => !meant.includes(line)).map((line) => `not in protocol/src/errors.ts: ${line}`);
  return [...missing, ...extra];
}

if (import.meta.main) {
  const document = await readFile(join(import.meta.dirname, "../docs/protocol.md"), "utf8");
  const gaps = errorTableGaps(document, errors);
  for (const gap of gaps) console.log(gap);
  process.exitCode = gaps.length > 0 ? 1 : 0;
}
