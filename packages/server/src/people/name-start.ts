const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The beginning of a name: whole grapheme clusters, at most `visible` of them and `bytes` bytes of UTF-8. */
export function nameStart(name: string, visible: number, bytes: number): string {
  let start = "";
  let [left, room] = [visible, bytes];
  for (const { segment } of graphemes.segment(name)) {
    left -= 1;
    room -= Buffer.byteLength(segment);
    if (left < 0 || room < 0) break;
    start += segment;
  }
  return start.trim();
}
