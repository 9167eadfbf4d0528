import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { webSources } from "./build-web.ts";
import { sourceHash } from "./source-hash.ts";

test("the hash follows whatever ends up in the bundle, and nothing else", async () => {
  const tree = await mkdtemp(join(tmpdir(), "parlor-hash-"));
  onTestFinished(() => rm(tree, { recursive: true }));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
    return sourceHash(tree, webSources);
  };
  const first = await write("packages/web/src/app/main.tsx", "a");
  expect(await write("packages/web/src/app/main.test.ts", "b")).toBe(first);
  expect(await write("packages/web/dist/index.html", "b")).toBe(first);
  expect(await write("packages/server/src/main.ts", "b")).toBe(first);
  const changes = [
    await write("packages/web/src/app/main.tsx", "b"),
    await write("packages/web/index.html", "b"),
    await write("packages/client/src/index.ts", "b"),
    await write("packages/protocol/src/limits.ts", "b"),
    await write("package-lock.json", "{}"),
  ];
  expect(new Set([first, ...changes]).size).toBe(6);
  expect(await write("packages/web/src/app/main.tsx", "b")).toBe(changes.at(-1));
});
