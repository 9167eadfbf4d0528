const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Simple shapes on a field of 36 × 36. */
export const shapes = [
  "M36 12A24 24 0 0 0 12 36h24Z",
  "M0 36 36 0v36Z",
  "M0 36a18 18 0 0 1 36 0Z",
  "M0 0h15v36H0Z",
  "M18 5a13 13 0 1 1 0 26 13 13 0 0 1 0-26Z",
  "M0 23c10-9 20 7 36-4v17H0Z",
  "M18 1 35 18 18 35 1 18Z",
  "M5 36V18a13 13 0 0 1 26 0v18Z",
] as const;

const hues = 8;

/** Which hue and shape belong to an id: always the same ones, and evenly spread. */
export function markOf(id: string): { hue: number; shape: string } {
  const hash = hashOf(id);
  return { hue: hash % hues, shape: shapes[Math.floor(hash / hues) % shapes.length] ?? shapes[0] };
}

const known = new Map<string, string>();

/** The first visible character of the first and of the last word of a name. Remembered, since finding it is slow. */
export function initialsOf(name: string): string {
  const initials = known.get(name) ?? findInitials(name);
  known.set(name, initials);
  return initials;
}

function findInitials(name: string): string {
  const words = name.split(/[\s\p{P}]+/u).filter((word) => word !== "");
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : [words[0] ?? name];
  return chosen.map((word) => firstCharacter(word ?? "")).join("");
}

function firstCharacter(word: string): string {
  for (const { segment } of segmenter.segment(word)) return segment.toLocaleUpperCase();
  return "";
}

/** FNV-1a, 32 bits, with its high bits mixed into the low ones, which alone would know little of the text. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
