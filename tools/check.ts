import { runStep, seconds } from "./run-step.ts";

/** `npm run check`: everything that can be said about the tree without running it. */
const checks: Record<string, string[]> = {
  "types: protocol": ["tsc", "-p", "packages/protocol"],
  "types: client": ["tsc", "-p", "packages/client"],
  "types: server": ["tsc", "-p", "packages/server"],
  "types: web": ["tsc", "-p", "packages/web"],
  "types: tools, conformance": ["tsc", "-p", "."],
  "types: examples": ["tsc", "-p", "examples"],
  "types: bench": ["tsc", "-p", "bench"],
  "types: e2e": ["tsc", "-p", "e2e"],
  "types: faults": ["tsc", "-p", "faults"],
  "lint and import rules": ["oxlint", "--type-aware", "--deny-warnings"],
  format: ["oxfmt", "--check"],
  "unused files, exports, dependencies": ["knip"],
  "protocol rules have tests": ["node", "tools/check-rules.ts"],
  "protocol's error table": ["node", "tools/check-error-table.ts"],
  "protocol's reference": ["node", "tools/check-protocol-reference.ts"],
  "paths in the docs": ["node", "tools/check-doc-paths.ts"],
};

const only = process.argv[2] ?? "";
const chosen = Object.entries(checks).filter(([name]) => name.startsWith(only));
const waiting = [...chosen];
let failed = 0;

/** Takes one check after the other; two such workers keep a small machine busy without crowding it. */
async function work(): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const [name, [command = "", ...args]] = next;
    const { ok, output, took } = await runStep(command, args);
    console.log(`${ok ? "✓" : "✗"} ${name} (${seconds(took)})`);
    if (ok) continue;
    failed += 1;
    console.log(output.trimEnd());
  }
}

await Promise.all([work(), work()]);
if (failed > 0) console.log(`\n${failed} of ${chosen.length} checks failed`);
process.exitCode = failed > 0 ? 1 : 0;
