import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { pathsIn } from "./check-doc-paths.ts";

test("code paths are read from the root, links from the document", () => {
  const text = "See `packages/server/src/app.ts`, [the tour](tour.md#start) and [readme](../README.md).";
  expect(pathsIn("docs/a.md", text)).toEqual(["packages/server/src/app.ts", "docs/tour.md", "README.md"]);
});

test("pictures written as HTML count", () => {
  expect(pathsIn("README.md", '<img alt="x" src="docs/a.png"> <source srcset="docs/b.png">')).toEqual([
    "docs/a.png",
    "docs/b.png",
  ]);
});

test("what is not a path of ours is left alone", () => {
  expect(pathsIn("docs/a.md", "`npm test`, `message.send`, [web](https://example.org/x), [here](#below)")).toEqual([]);
});

test("a path that does not exist is seen as such", () => {
  const [path = ""] = pathsIn("README.md", "`packages/nowhere/src/a.ts`");
  expect(existsSync(join(import.meta.dirname, "..", path))).toBe(false);
});
