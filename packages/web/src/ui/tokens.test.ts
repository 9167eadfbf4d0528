import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

type Colour = readonly [lightness: number, chroma: number, hue: number];

/** The pairs of `light-dark(oklch(L C H), oklch(L C H))` in the tokens files, by name. */
const tokens = new Map<string, { light: Colour; dark: Colour }>();
const css = ["tokens.css", "private-tokens.css"]
  .map((file) => readFileSync(new URL(file, import.meta.url), "utf8"))
  .join("");
for (const [, name = "", light = "", dark = ""] of css.matchAll(
  /--([\w-]+): light-dark\(oklch\(([\d. ]+)\), oklch\(([\d. ]+)\)\)/g,
)) {
  tokens.set(name, { light: colour(light), dark: colour(dark) });
}

function colour(text: string): Colour {
  const [lightness = 0, chroma = 0, hue = 0] = text.split(" ").map(Number);
  return [lightness, chroma, hue];
}

/** Relative luminance of an OKLCH colour: OKLab to linear sRGB (Ottosson), then the weights of WCAG 2. */
function luminance([lightness, chroma, hue]: Colour): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number): number => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ["page", "raised", "sunken", "hover", "hover-raised", "selected"];
const pairs: [ink: string, surfaces: string[], least: number][] = [
  ["ink", surfaces, 7],
  ["muted", surfaces, 4.5],
  ["accent", [...surfaces, "accent-soft"], 4.5],
  ["danger", ["page", "raised", "hover", "hover-raised"], 4.5],
  ["on-accent", ["accent", "accent-strong"], 4.5],
  ["on-danger", ["danger"], 4.5],
  ["plum", [...surfaces, "plum-soft"], 4.5],
  ["on-plum", ["plum", "plum-strong"], 4.5],
  ["paper-ink", ["paper"], 7],
  // Not text: the edge of a field only has to be found.
  ["edge", ["page", "raised"], 3],
  // Nor these: what is under the pointer or has the focus of a menu can be told from what it lies on.
  ["hover", ["page", "sunken"], 1.06],
  ["hover-raised", ["raised"], 1.06],
];

describe.each(["light", "dark"] as const)("contrast, %s", (look) => {
  for (const [ink, grounds, least] of pairs) {
    test.each(grounds)(`${ink} on %s is ${least}:1 or more`, (ground) => {
      const [front, back] = [tokens.get(ink), tokens.get(ground)];
      if (!front || !back) throw new Error(`no token ${ink} or ${ground}`);
      expect(contrast(front[look], back[look])).toBeGreaterThanOrEqual(least);
    });
  }
});
