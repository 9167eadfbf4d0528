import { limits } from "@parlor/protocol";
import { nameStart } from "../people/name-start.ts";
import { normaliseName } from "../people/normalise-name.ts";
import { Refusal } from "../refusal.ts";

/** What is left out of a name that the rules refuse, first as little as possible. */
const UNWANTED = [/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}]/gu, /[^\p{L}\p{N}\p{P}\p{Zs}]/gu];

/**
 * The part of a name from elsewhere that can be shown by the name rules (NAME-1), with `ending` (ASCII) at most `most` grapheme
 * clusters of it; empty but for the ending when there is none.
 */
export function showableName(typed: string, most: number, ending = ""): string {
  const visible = most - ending.length;
  // A name of a megabyte is no name: its beginning is enough to normalise.
  const name = typed
    .slice(0, 4 * limits.nameUnits)
    .toWellFormed()
    .normalize("NFKC")
    .replace(/\s+/gu, " ")
    .trim();
  for (const candidate of [name, ...UNWANTED.map((unwanted) => name.replace(unwanted, ""))]) {
    const shown = allowed(nameStart(candidate.trim(), visible, limits.nameBytes - ending.length), visible);
    if (shown !== undefined) return shown + ending;
  }
  return ending;
}

function allowed(name: string, visible: number): string | undefined {
  try {
    return normaliseName(name, visible);
  } catch (failure) {
    if (failure instanceof Refusal) return undefined;
    throw failure;
  }
}
