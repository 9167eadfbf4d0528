/** Settings whose names many programs use; nothing that resembles them is taken for a mistake. */
const GENERIC = new Set(["PORT", "HOST"]);

/** Names that people write for a setting from memory, and that are too far from it to be found by their letters. */
const ALIASES: Record<string, string> = {
  DATAFOLDER: "DATA_DIR",
  DATAPATH: "DATA_DIR",
  DATADIRECTORY: "DATA_DIR",
  TRUSTPROXY: "TRUSTED_PROXIES",
  TRUSTPROXIES: "TRUSTED_PROXIES",
  TRUSTEDPROXY: "TRUSTED_PROXIES",
};

/** Letters for each wrong one that a name may have: more would take other programs' variables for ours. */
const LETTERS_PER_MISTAKE = 5;

/** A variable that nobody reads, and the setting that it was probably meant to be. */
export interface Misspelt {
  name: string;
  setting: string;
}

/**
 * The first variable of the environment that looks like one of `settings` and is none of them. The variables of other programs
 * pass: a name must be almost one of ours, and nothing resembles PORT or HOST.
 */
export function findMisspelt(names: Iterable<string>, settings: readonly string[]): Misspelt | undefined {
  const known = new Set(settings);
  for (const name of names) {
    const setting = known.has(name) ? undefined : meantBy(name, settings);
    if (setting) return { name, setting };
  }
  return undefined;
}

function meantBy(name: string, settings: readonly string[]): string | undefined {
  const prefixed = /^PARLOR_(.+)$/.exec(name)?.[1];
  if (prefixed !== undefined && settings.includes(prefixed)) return prefixed;
  const letters = bare(name);
  const alias = ALIASES[letters];
  if (alias) return alias;
  const candidates = settings.filter((setting) => !GENERIC.has(setting));
  const same = candidates.find((setting) => bare(setting) === letters);
  // Variables in lower case (npm sets hundreds) are ours only if every letter is.
  if (same || name !== name.toUpperCase()) return same;
  return candidates.find((setting) => {
    const mistakes = Math.floor(bare(setting).length / LETTERS_PER_MISTAKE);
    return Math.abs(bare(setting).length - letters.length) <= mistakes && distance(bare(setting), letters) <= mistakes;
  });
}

const bare = (name: string): string => name.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** Letters to add, leave out, change or swap with their neighbour (optimal string alignment distance). */
function distance(a: string, b: string): number {
  let [before, last]: number[][] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (before?.[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((last?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, change, swap));
    }
    [before, last] = [last ?? [], row];
  }
  return last?.[b.length] ?? 0;
}
