import { expect, test } from "vitest";
import { fileSystem } from "./machine.ts";
import { nested } from "./nested.ts";
import { plot } from "./plot.ts";
import { isMet, wanted } from "./targets.ts";
import { between } from "./write-docs.ts";

test("dots in keys become branches", () => {
  expect(nested({ "a.b.c": 1.234_56, "a.b.d": null, "a.e": 2, f: 3 })).toEqual({
    a: { b: { c: 1.235, d: null }, e: 2 },
    f: 3,
  });
});

test("a figure meets its target from the right side", () => {
  const [most, least] = [
    { key: "", what: "", unit: "", target: 5 },
    { key: "", what: "", unit: "", target: 5, isRate: true as const },
  ];
  expect([isMet(most, 5), isMet(most, 6), isMet(least, 5), isMet(least, 4)]).toEqual([true, false, true, false]);
  expect([isMet(most, null), isMet({ key: "", what: "", unit: "" }, 1)]).toEqual([undefined, undefined]);
});

test("every key is wanted once", () => {
  expect(new Set(wanted.map(({ key }) => key)).size).toBe(wanted.length);
});

test("only what stands between the markers is replaced", () => {
  const start = "<!-- bench: what follows is written by `npm run bench` -->";
  const end = "<!-- bench: end -->";
  const page = `# Page\n${start}\nold\n${end}\nrest\n`;
  expect(between(page, "new")).toBe(`# Page\n${start}\nnew\n${end}\nrest\n`);
  expect(() => between("# Page\n", "new")).toThrow(/markers/);
});

test("the file system is that of the nearest mount", () => {
  const mounts = "/dev/a / ext4 rw 0 0\ntmpfs /tmp tmpfs rw 0 0\n/dev/b /tmp/disk xfs rw 0 0\n";
  expect([fileSystem("/home", mounts), fileSystem("/tmp/x", mounts), fileSystem("/tmp/disk/x", mounts)]).toEqual([
    "ext4",
    "tmpfs",
    "xfs",
  ]);
  expect([fileSystem("/tmpest", mounts), fileSystem("/tmp", "")]).toEqual(["ext4", "unknown"]);
});

test("a plot has a bar per figure, the shortest first, and survives any caption", () => {
  const svg = plot("a < b & c", [{ title: "CPU", key: "cpu" }], { parlor: { cpu: 2 }, ws: { cpu: 1 }, none: {} });
  expect(svg).toContain("a &lt; b &amp; c");
  expect([...svg.matchAll(/class="name">(\w+)</g)].map(([, name]) => name)).toEqual(["ws", "parlor"]);
  expect(svg.match(/<rect/g)).toHaveLength(2);
});
