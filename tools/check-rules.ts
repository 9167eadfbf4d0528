import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";

const ruleRow = /^\| ([A-Z]+-\d+) \|/gm;
/** The name a test, a story or a table of tests is given: its first argument. */
const testName = /\b(?:test|it|describe|story)(?:\.\w+)*(?:\([^"'`]*\))?\(\s*["'`]([A-Z]+-\d+)\b/g;

/** What stands between the document and its tests; both lists are empty in a healthy tree. */
export interface RuleGaps {
  /** Rules in docs/protocol.md that no test is named after. */
  untested: string[];
  /** Tests named after a rule that the document does not have, as "ID in file". */
  unknown: string[];
}

/** Compares the rule ids in the text of the protocol's document with the names of the tests in `files` (path to source). */
export function ruleGaps(document: string, files: ReadonlyMap<string, string>): RuleGaps {
  const rules = new Set(Array.from(document.matchAll(ruleRow), ([, id = ""]) => id));
  const families = new Set(Array.from(rules, (id) => id.split("-")[0]));
  const tested = new Set<string>();
  const unknown: string[] = [];
  for (const [path, source] of files) {
    for (const [, id = ""] of source.matchAll(testName)) {
      if (rules.has(id)) tested.add(id);
      else if (families.has(id.split("-")[0])) unknown.push(`${id} in ${path}`);
    }
  }
  return { untested: Array.from(rules).filter((id) => !tested.has(id)), unknown };
}

if (import.meta.main) {
  const root = join(import.meta.dirname, "..");
  const files = new Map<string, string>();
  const suites = "{packages,conformance,e2e,examples,tools}/**/*.{test,contract,story}.{ts,tsx}";
  for await (const path of glob(suites, { cwd: root, exclude: (name) => name.includes("node_modules") })) {
    if (!path.endsWith("check-rules.test.ts")) files.set(path, await readFile(join(root, path), "utf8"));
  }
  const { untested, unknown } = ruleGaps(await readFile(join(root, "docs/protocol.md"), "utf8"), files);
  for (const id of untested) console.log(`${id} has no test whose name starts with it`);
  for (const where of unknown) console.log(`no rule of docs/protocol.md: ${where}`);
  process.exitCode = untested.length + unknown.length > 0 ? 1 : 0;
}
