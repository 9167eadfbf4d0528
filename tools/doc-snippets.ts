import { readFile } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const fence = /^```(\w+)\n(.*?)^```$/gms;

/** A fenced piece of code of a document. */
export interface Snippet {
  /** As in "docs/protocol.md:83". */
  where: string;
  /** The fence's tag, as in "python". */
  language: string;
  code: string;
}

/** The fenced pieces of code of a document that are tagged with a language, in order. */
export function snippetsIn(path: string, document: string): Snippet[] {
  return Array.from(document.matchAll(fence), ({ 1: language = "", 2: code = "", index }) => ({
    where: `${path}:${document.slice(0, index).split("\n").length + 1}`,
    language,
    code,
  }));
}

/** The same of a document of this project; `path` is relative to its root. */
export async function docSnippets(path: string): Promise<Snippet[]> {
  return snippetsIn(path, await readFile(join(root, path), "utf8"));
}
