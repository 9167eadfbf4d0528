import { existsSync } from "node:fs";
import { glob, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** `path/to/file.ts` in code style, and the targets of relative links. */
const codePath = /`((?:packages|tools|e2e|conformance|faults|bench|examples|docs|\.ci)\/[\w./-]+)`/g;
const link = /\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)/g;

/** Pictures that are written as HTML. */
const picture = /(?:src|srcset)="(?!https?:)([^"\s]+)"/g;

/** The paths that a document names, each relative to the project's root. Code paths are written from the root, links from the document. */
export function pathsIn(document: string, text: string): string[] {
  const named = Array.from(text.matchAll(codePath), ([, path = ""]) => path);
  const linked = Array.from(text.matchAll(link), ([, target = ""]) => join(dirname(document), target));
  const pictured = Array.from(text.matchAll(picture), ([, target = ""]) => join(dirname(document), target));
  return [...named, ...linked, ...pictured];
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  let missing = 0;
  for await (const document of glob(["*.md", "docs/**/*.md", "examples/*/*.md"], { cwd: root })) {
    for (const path of pathsIn(document, await readFile(join(root, document), "utf8"))) {
      if (existsSync(join(root, path))) continue;
      console.log(`${document} names ${path}, which does not exist`);
      missing += 1;
    }
  }
  process.exitCode = missing > 0 ? 1 : 0;
}
