import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** One line that breaks one rule, in a file where the rule holds; `because` is what oxlint must say. */
interface Breach {
  in: string;
  writes: string;
  because: string;
}

const upward = "features import downward only";
const beside = "messages and private stand side by side";
const byName = "packages meet by name";

const breaches: Breach[] = [
  { in: "packages/protocol/src/a.ts", writes: `import "@parlor/client";`, because: "protocol imports nothing of ours" },
  { in: "packages/protocol/src/b.ts", writes: `import "../../client/src/plain.ts";`, because: byName },
  { in: "packages/client/src/a.ts", writes: `import "../../protocol/src/plain.ts";`, because: byName },
  { in: "packages/server/src/people/a.ts", writes: `import "../../../client/src/plain.ts";`, because: byName },
  { in: "packages/web/src/app/a.ts", writes: `import "../../../client/src/plain.ts";`, because: byName },
  { in: "packages/client/src/b.ts", writes: `import "../../../tools/plain.ts";`, because: byName },
  { in: "packages/client/src/c.ts", writes: `import "@parlor/server";`, because: "never meet" },
  { in: "packages/server/src/app.ts", writes: `import "@parlor/client";`, because: "never meet" },
  { in: "packages/server/src/people/b.ts", writes: `import "@parlor/client";`, because: "never meet" },
  { in: "packages/web/src/app/b.ts", writes: `import "@parlor/server";`, because: "through the client package alone" },
  { in: "packages/client/src/d.ts", writes: `import { a } from "@parlor/protocol"; a();`, because: "zod stays out" },
  { in: "packages/web/src/app/c.ts", writes: `import { a } from "@parlor/protocol"; a();`, because: "zod stays out" },
  { in: "packages/client/src/e.ts", writes: `import "node:fs";`, because: "nothing of Node's" },
  { in: "packages/server/src/people/c.ts", writes: `import "../channels/plain.ts";`, because: upward },
  { in: "packages/server/src/people/d.ts", writes: `import "../messages/plain.ts";`, because: upward },
  { in: "packages/server/src/people/e.ts", writes: `import "../keyring/plain.ts";`, because: upward },
  { in: "packages/server/src/keyring/a.ts", writes: `import "../private/plain.ts";`, because: upward },
  { in: "packages/server/src/channels/a.ts", writes: `import "../presence/plain.ts";`, because: upward },
  {
    in: "packages/server/src/channels/b.ts",
    writes: `import type { A } from "../messages/plain.ts"; export type B = A;`,
    because: upward,
  },
  { in: "packages/server/src/messages/a.ts", writes: `import "../presence/plain.ts";`, because: upward },
  { in: "packages/server/src/messages/j.ts", writes: `import "../hooks/plain.ts";`, because: upward },
  { in: "packages/server/src/private/b.ts", writes: `import "../presence/plain.ts";`, because: upward },
  { in: "packages/server/src/messages/g.ts", writes: `import "../private/plain.ts";`, because: beside },
  { in: "packages/server/src/private/a.ts", writes: `import "../messages/plain.ts";`, because: beside },
  { in: "packages/server/src/gateway/a.ts", writes: `import "../channels/plain.ts";`, because: "know no feature" },
  { in: "packages/server/src/gateway/b.ts", writes: `import "../people/plain.ts";`, because: "nothing else of people" },
  { in: "packages/server/src/fanout/b.ts", writes: `import "../people/plain.ts";`, because: "know no feature" },
  { in: "packages/server/src/transport/a.ts", writes: `import "../people/plain.ts";`, because: "know no feature" },
  { in: "packages/server/src/fanout/a.ts", writes: `import "../messages/plain.ts";`, because: "know no feature" },
  { in: "packages/server/src/rooms/a.ts", writes: `import "../channels/plain.ts";`, because: "know no feature" },
  { in: "packages/server/src/rooms/b.ts", writes: `import "../people/plain.ts";`, because: "know no feature" },
  { in: "packages/server/src/db/a.ts", writes: `import "../channels/plain.ts";`, because: "know no feature" },
  { in: "packages/server/src/messages/b.ts", writes: `import "../gateway/plain.ts";`, because: "know the gateway" },
  { in: "packages/server/src/messages/c.ts", writes: `import "kysely";`, because: "know SQL" },
  { in: "packages/server/src/messages/d.ts", writes: `import "node:sqlite";`, because: "know SQL" },
  { in: "packages/server/src/config.ts", writes: `import "kysely";`, because: "know SQL" },
  { in: "packages/server/src/messages/e.ts", writes: `import "../app.ts";`, because: "start the app" },
  { in: "packages/server/src/messages/f.ts", writes: `import "../testing/plain.ts";`, because: "never shipped" },
  {
    in: "packages/web/src/messages/a.tsx",
    writes: `import "../channels/plain.ts";`,
    because: "web features do not import each other",
  },
  {
    in: "packages/web/src/ui/a.tsx",
    writes: `import "../channels/plain.ts";`,
    because: "web features do not import each other",
  },
  {
    in: "packages/web/src/messages/b.tsx",
    writes: `import "../app/plain.ts";`,
    because: "web features do not import each other",
  },
  { in: "e2e/a.ts", writes: `import "vitest";`, because: "Playwright and axe" },
  { in: "e2e/c.ts", writes: `import "../packages/protocol/src/plain.ts";`, because: "Playwright and axe" },
  { in: "e2e/b.ts", writes: `import "../tools/plain.ts";`, because: "Playwright and axe" },
  { in: "conformance/a.ts", writes: `import "@parlor/client";`, because: "plain Socket.IO" },
  { in: "faults/src/a.ts", writes: `import "@parlor/server";`, because: "from outside" },
  { in: "faults/src/b.ts", writes: `import "../../packages/server/src/db/plain.ts";`, because: "from outside" },
  { in: "bench/src/a.ts", writes: `import "@parlor/client";`, because: "measures programs" },
  { in: "bench/src/b.ts", writes: `import "../../packages/server/src/db/plain.ts";`, because: "measures programs" },
  {
    in: "packages/server/src/messages/h.ts",
    writes: `export const port = process.env["PORT"];`,
    because: "no-process-env",
  },
  { in: "tools/a.ts", writes: `import "./b.ts"; export const a = 1;`, because: "no-cycle" },
  { in: "tools/c.ts", writes: `import type { D } from "./d.ts"; export type C = D;`, because: "no-cycle" },
  {
    in: "tools/e.ts",
    writes: `export function e(): void { Promise.reject(new Error("lost")); }`,
    because: "no-floating-promises",
  },
  {
    in: "tools/f.ts",
    writes: `[1].forEach(async (n) => { await Promise.resolve(n); });`,
    because: "no-misused-promises",
  },
  { in: "tools/g.ts", writes: `export const g = (value: any): unknown => value;`, because: "no-explicit-any" },
];

/** The same kinds of import where they are meant to be: none of these may be reported. */
const allowed: Record<string, string> = {
  "packages/client/src/ok.ts": `import type { A } from "@parlor/protocol"; import "@parlor/protocol/limits"; export type B = A;`,
  "packages/client/src/ok.test.ts": `import "node:fs"; import { z } from "@parlor/protocol"; z();`,
  "packages/server/src/messages/ok.ts": `import "../channels/plain.ts"; import "../people/plain.ts"; import "@parlor/protocol"; import "../fanout/plain.ts";`,
  "packages/server/src/messages/ok.commands.ts": `import "../gateway/plain.ts";`,
  "packages/server/src/people/session.ts": `export type Session = 1;`,
  "packages/server/src/gateway/ok.ts": `import type { Session } from "../people/session.ts"; export type S = Session;`,
  "packages/server/src/presence/ok.ts": `import "../messages/plain.ts"; import "../channels/plain.ts";`,
  "packages/server/src/messages/ok.socket.ts": `import "../gateway/plain.ts";`,
  "packages/server/src/messages/ok-store.ts": `import "kysely"; import "../db/plain.ts";`,
  "packages/server/src/messages/ok.test.ts": `import "../testing/plain.ts"; import "../gateway/plain.ts";`,
  "packages/server/src/db/ok.ts": `import "kysely"; import "node:sqlite";`,
  "packages/server/src/cli/start.ts": `import "../app.ts";`,
  "packages/web/src/messages/ok.tsx": `import "./plain.ts"; import "../ui/plain.ts"; import "@parlor/client"; import "preact";`,
  "packages/web/src/app/ok.tsx": `import "../messages/plain.ts"; import "../channels/plain.ts";`,
  "e2e/ok.story.ts": `import "@playwright/test"; import "node:fs"; import "./plain.ts"; import "../tools/parlor-process.ts";`,
  "conformance/ok.test.ts": `import "@parlor/protocol"; import "socket.io-client"; import "vitest";`,
  "faults/src/ok.ts": `import "@parlor/client"; import "@parlor/protocol"; import "../../tools/parlor-process.ts"; import "node:net";`,
  "bench/src/ok.ts": `import "../../tools/parlor-process.ts"; import "ws"; import "node:net";`,
  "tools/parlor-process.ts": `export const parlor = 1;`,
  "tools/b.ts": `import "./a.ts";`,
  "tools/d.ts": `import type { C } from "./c.ts"; export type D = C;`,
};

interface Diagnostic {
  filename: string;
  code: string;
  message: string;
}

let tree: string;
let found: Diagnostic[];

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(tree, path)), { recursive: true });
  await writeFile(join(tree, path), `${text}\n`);
}

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), "parlor-lint-"));
  const targets = [...breaches.map((breach) => breach.in), ...Object.keys(allowed)].map((path) => dirname(path));
  for (const folder of new Set([
    ...targets,
    "packages/server/src/testing",
    "packages/server/src/hooks",
    "packages/web/src/channels",
  ])) {
    await write(`${folder}/plain.ts`, `export type A = 1; export const a = 1;`);
  }
  for (const breach of breaches) await write(breach.in, breach.writes);
  for (const [path, text] of Object.entries(allowed)) await write(path, text);
  await write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        strict: true,
        module: "nodenext",
        target: "esnext",
        noEmit: true,
        allowImportingTsExtensions: true,
      },
    }),
  );
  // The rules by path count from where their file lies, so it moves into the tree; its plugin stays where npm put it.
  const plugin = "eslint-plugin-boundaries";
  const rules = await readFile(join(root, ".oxlintrc.json"), "utf8");
  await write(".oxlintrc.json", rules.replace(`["${plugin}"]`, JSON.stringify([join(root, "node_modules", plugin)])));
  found = await lint();
});

afterAll(() => rm(tree, { recursive: true }));

function lint(): Promise<Diagnostic[]> {
  const args = ["--type-aware", "--format", "json", "."];
  return new Promise((resolve, reject) => {
    execFile(join(root, "node_modules/.bin/oxlint"), args, { cwd: tree, maxBuffer: 1 << 26 }, (_, stdout, stderr) => {
      try {
        resolve(JSON.parse(stdout).diagnostics);
      } catch {
        reject(new Error(`oxlint gave no report: ${stdout.slice(0, 500)} ${stderr}`));
      }
    });
  });
}

test.each(breaches)("$in breaks “$because”", ({ in: file, because }) => {
  const said = found.filter((one) => one.filename === file).map((one) => `${one.code}: ${one.message}`);
  expect(said.join("\n")).toContain(because);
});

test("imports in their right place are not reported", () => {
  const cyclic = ["tools/b.ts", "tools/d.ts"];
  const wrong = found.filter((one) => one.filename in allowed && !cyclic.includes(one.filename));
  expect(wrong.filter((one) => /boundaries|no-cycle/.test(one.code))).toEqual([]);
});
