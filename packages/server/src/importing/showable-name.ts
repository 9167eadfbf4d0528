import { limits } from "@parlor/protocol";
import { normaliseName } from "../people/normalise-name.ts";
import { Refusal } from "../refusal.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** What is left out of a name that the rules refuse, first as little as possible. */
const UNWANTED = [/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/gu, /[^\p{L}\p{N}\p{P}\p{Zs}]/gu];

/**
 * The part of a name from elsewhere that can be shown by the name rules (NAME-1), at most `visible` grapheme clusters of it;
 * empty when there is none.
 */
export function showableName(typed: string, visible: number): string {
  // A name of a megabyte is no name: its beginning is enough to normalise.
  const name = typed
    .slice(0, 4 * limits.nameUnits)
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .trim();
  for (const candidate of [name, ...UNWANTED.map((unwanted) => name.replace(unwanted, ""))]) {
    const shown = allowed(firstClusters(candidate.trim(), visible), visible);
    if (shown !== undefined) return shown;
  }
  return "";
}

function allowed(name: string, visible: number): string | undefined {
  try {
    const normal = normaliseName(name, visible);
    return normal.length <= limits.nameUnits ? normal : undefined;
  } catch (failure) {
    if (failure instanceof Refusal) return undefined;
    throw failure;
  }
}

function firstClusters(name: string, count: number): string {
  let shown = "";
  let left = count;
  for (const { segment } of graphemes.segment(name)) {
    if (left === 0) break;
    shown += segment;
    left -= 1;
  }
  return shown.trim();
}
