import { readFile } from "node:fs/promises";
import { join } from "node:path";

const docs = join(import.meta.dirname, "../docs/self-hosting.md");

/** A configuration as docs/self-hosting.md has it: the first of that language. */
export async function snippet(language: string): Promise<string> {
  const [, found] = new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, "ms").exec(await readFile(docs, "utf8")) ?? [];
  if (!found) throw new Error(`docs/self-hosting.md has no ${language} configuration`);
  return found;
}
