import { writeSync } from "node:fs";
import { registerHooks } from "node:module";

/** One piece of a source file, and what stands in its place while a control runs. */
type Replacement = readonly [from: string, to: string];

/**
 * Loads a file of the program with pieces of it replaced, so that a guarantee is switched off without a switch in the
 * program. A piece that is not there exactly once ends the process: the program has changed, and the control must follow.
 */
export function replaceSource(file: string, replacements: readonly Replacement[]): void {
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      if (!url.endsWith(file)) return loaded;
      const source = replacements.reduce(
        (text, replacement) => replaced(file, text, replacement),
        textOf(loaded.source),
      );
      return { ...loaded, source };
    },
  });
}

function replaced(file: string, text: string, [from, to]: Replacement): string {
  const parts = text.split(from);
  if (parts.length === 2) return parts.join(to);
  writeSync(2, `The control no longer fits: ${file} has ${parts.length - 1} times\n${from}\n`);
  process.exit(1);
}

function textOf(source: unknown): string {
  return typeof source === "string" ? source : Buffer.from(source as Uint8Array).toString();
}
