import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../packages/protocol/src");
const exported = /^(?:\/\*\*((?:(?!\*\/).)*)\*\/\n)?export const (\w+)\b/gms;
const commented = /\/\*\*((?:(?!\*\/).)*)\*\/\s*"?([\w.]+)"?:/gs;

/** What the comments in the protocol's sources say of its exports and of their fields. */
export interface SchemaComments {
  /** The comment over an export, as one line; "" where there is none. */
  of(exportName: string): string;
  /** The comment over a field within an export; `part` narrows it to what follows "input:" or "answer:". */
  ofField(exportName: string, field: string, part?: "input" | "answer"): string;
}

/** Reads the comments of packages/protocol/src: each is written once, beside the schema that it explains. */
export async function schemaComments(): Promise<SchemaComments> {
  const comments = new Map<string, string>();
  const bodies = new Map<string, string>();
  for (const file of (await readdir(folder)).filter((name) => /^[\w-]+\.ts$/.test(name)).sort()) {
    const source = await readFile(join(folder, file), "utf8");
    const found = [...source.matchAll(exported)];
    for (const [n, match] of found.entries()) {
      const [whole, comment = "", name = ""] = match;
      comments.set(name, asLine(comment));
      bodies.set(name, source.slice(match.index + whole.length, found[n + 1]?.index));
    }
  }
  return {
    of: (name) => comments.get(name) ?? "",
    ofField(name, field, part) {
      const [before = "", after = ""] = (bodies.get(name) ?? "").split(/\n {2}answer:/);
      const body = part === undefined ? before + after : part === "answer" ? after : before;
      for (const [, comment = "", key] of body.matchAll(commented)) if (key === field) return asLine(comment);
      return "";
    },
  };
}

function asLine(comment: string): string {
  return comment
    .replaceAll(/\s*\n\s*\*\s?/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}
