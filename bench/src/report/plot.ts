import type { Figures } from "../works/notebook.ts";
import { readable } from "./table.ts";

/** One group of bars: what is shown, and where its figures are. */
export interface Panel {
  title: string;
  key: string;
}

const WIDTH = 760;
const NAMES = 130;
const NUMBERS = 70;
const ROW = 22;
const BAR = 14;
const TITLE = 34;

const escaped = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

/**
 * An SVG with horizontal bars, one panel under the other, each with its own scale; shorter is better unless the title says
 * otherwise. Readable on light and dark pages. Servers without a figure are left out of a panel.
 */
export function plot(caption: string, panels: Panel[], figures: Figures): string {
  let y = 30;
  const parts = [`<text x="0" y="16" class="caption">${escaped(caption)}</text>`];
  for (const { title, key } of panels) {
    const bars = Object.entries(figures)
      .flatMap(([name, own]) => (typeof own[key] === "number" ? [{ name, value: own[key] }] : []))
      .sort((a, b) => a.value - b.value);
    if (bars.length === 0) continue;
    const longest = Math.max(...bars.map(({ value }) => value));
    parts.push(`<text x="0" y="${y + 20}" class="title">${escaped(title)}</text>`);
    y += TITLE;
    for (const { name, value } of bars) {
      const length = Math.max(1, Math.round(((WIDTH - NAMES - NUMBERS) * value) / longest));
      const kind = name === "parlor" ? "own" : "peer";
      const base = y + BAR - 3;
      parts.push(
        `<text x="${NAMES - 8}" y="${base}" class="name">${escaped(name)}</text>`,
        `<rect x="${NAMES}" y="${y}" width="${length}" height="${BAR}" rx="2" class="${kind}"/>`,
        `<text x="${NAMES + length + 6}" y="${base}" class="number">${readable(value)}</text>`,
      );
      y += ROW;
    }
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 6}" width="${WIDTH}" height="${y + 6}" role="img">
<title>${escaped(caption)}</title>
<style>
text { font: 12px system-ui, sans-serif; fill: #333 }
.caption { fill: #666 } .title { font-weight: 600; font-size: 13px } .name { text-anchor: end }
.own { fill: #3b5bdb } .peer { fill: #b8bec9 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .caption { fill: #999 } .own { fill: #8da2fb } .peer { fill: #555c68 } }
</style>
${parts.join("\n")}
</svg>
`;
}
