import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { dialogStrings } from "./dialog-strings.ts";
import { laterStrings } from "./later-strings.ts";
import { privateStrings } from "./private-strings.ts";
import { strings } from "./strings.ts";

const catalogues = { strings, laterStrings, dialogStrings, privateStrings };

const root = join(import.meta.dirname, "..");
const code = globSync("**/*.{ts,tsx}", { cwd: root })
  .filter((path) => !path.endsWith(".test.ts"))
  .map((path) => withoutAliases(readFileSync(join(root, path), "utf8")))
  .join("\n");

/** With each `words` written out that `const words = strings.group;` before it means: or every key of the group would count as read. */
function withoutAliases(text: string): string {
  const [first = "", ...rest] = text.split(/const words = (?=\w+Strings\.\w+;|strings\.\w+;)/);
  const writtenOut = rest.map((part) => {
    const group = part.slice(0, part.indexOf(";"));
    return part.slice(group.length + 1).replace(/\bwords\b/g, group);
  });
  return first + writtenOut.join("");
}

/** The keys of a catalogue, as a program reads them; a group that is read as a whole, or with a computed key, counts as one. */
function keysOf(group: object, path: string): string[] {
  return Object.entries(group).flatMap(([key, value]) => {
    const inner = `${path}.${key}`;
    const isReadWhole = new RegExp(`\\b${inner}(?![\\w.])`).test(code);
    return typeof value === "object" && !isReadWhole ? keysOf(value, inner) : [inner];
  });
}

test.each(Object.entries(catalogues))("every string of the catalogue %s is said somewhere", (name, catalogue) => {
  const isRead = (key: string): boolean => new RegExp(`\\b${key}\\b`).test(code);
  const keys = keysOf(catalogue, name);
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter((key) => !isRead(key))).toEqual([]);
});
