import { rounded } from "./nested.ts";
import { isMet, type Wanted } from "./targets.ts";
import type { Figures } from "../works/notebook.ts";

/** A figure for reading: three significant digits, thousands apart. */
export function readable(value: number | null | undefined): string {
  if (value === null || value === undefined) return "–";
  const short = Number(value.toPrecision(3));
  return Math.abs(short) >= 1_000 ? Math.round(value).toLocaleString("en-GB") : String(short);
}

/**
 * A Markdown table with a row per figure: Parlor's, what is wanted, and each peer's with Parlor's share of it in
 * parentheses. Rows that nobody has a figure for are left out.
 */
export function table(figures: Figures, rows: Wanted[]): string {
  const { parlor = {}, ...peers } = figures;
  const names = Object.keys(peers);
  const head = ["", "Parlor", "wanted", ...names];
  const lines = rows
    .filter(({ key }) => Object.values(figures).some((own) => key in own))
    .map((row) => {
      const own = parlor[row.key];
      const met = isMet(row, own);
      return [
        row.what,
        `${readable(own)}${own === null || own === undefined ? "" : ` ${row.unit}`}${met === false ? " ✗" : met ? " ✓" : ""}`,
        row.target === undefined ? "" : `${row.isRate ? "≥" : "≤"} ${readable(row.target)}`,
        ...names.map((name) => compared(own, peers[name]?.[row.key])),
      ];
    });
  return aligned([head, head.map(() => "---"), ...lines]);
}

function compared(own: number | null | undefined, peer: number | null | undefined): string {
  if (peer === null || peer === undefined) return "";
  return own === null || own === undefined || peer === 0
    ? readable(peer)
    : `${readable(peer)} (${readable(own / peer)}×)`;
}

/** Parlor's figures as shares of each peer's: 0.5 is half of theirs. */
export function ratios({ parlor = {}, ...peers }: Figures): Figures {
  return Object.fromEntries(
    Object.entries(peers).map(([name, peer]) => [
      name,
      Object.fromEntries(
        Object.entries(peer).flatMap(([key, value]) => {
          const own = parlor[key];
          return own === null || own === undefined || !value ? [] : [[key, rounded(own / value)]];
        }),
      ),
    ]),
  );
}

function aligned(lines: string[][]): string {
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const pad = (cell: string, column: number): string =>
    cell === "---" ? "-".repeat(widths[column] ?? 3) : cell.padEnd(widths[column] ?? 0);
  return lines.map((cells) => `| ${cells.map(pad).join(" | ")} |`).join("\n");
}
