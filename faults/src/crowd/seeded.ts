/** Numbers from 0 up to 1 that are the same for the same words and seed: mulberry32 over a hash of both (FNV-1a). */
export function seeded(...words: readonly (string | number)[]): () => number {
  let state = 0x811c9dc5;
  for (const char of words.join(" ")) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
