import { expect, test } from "vitest";
import manifest from "../../../../package.json" with { type: "json" };
import { checkNode, NEEDED_NODE } from "./check-node.ts";

test("the oldest Node is the one that package.json names", () => {
  expect(manifest.engines.node).toBe(`>=${NEEDED_NODE.join(".")}`);
});

test.each([
  ["24.2.0", "ok"],
  ["25.0.1", "ok"],
  ["24.1.9", "fail"],
  ["18.20.0", "fail"],
])("Node %s: %s", (version, level) => {
  expect(checkNode(version)).toMatchObject({ level, text: expect.stringContaining(version) });
});
