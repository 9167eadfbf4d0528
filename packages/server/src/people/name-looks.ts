import unhomoglyph from "unhomoglyph";

/** The two keys under which a name is unique: people compare names by eye, and by ear. */
export interface NameLooks {
  /** The skeleton of the folded name: `ADA` and `ada`, `Straße` and `STRASSE`. */
  folded: string;
  /** The folded skeleton of the name as written: `Ian` and `lan`, which fold apart but look alike. */
  shape: string;
}

/**
 * NAME-2, CH-2. The looks of a normalised name, by UTS #39 section 4 (confusables mapped, NFD) after NFKC and full case
 * folding. Two names that share either look are the same name to a reader.
 */
export function nameLooks(name: string): NameLooks {
  return { folded: fold(skeleton(fold(name))), shape: fold(skeleton(name)) };
}

function skeleton(text: string): string {
  const bare = text.normalize("NFD").replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return unhomoglyph(bare).normalize("NFD");
}

/** Full case folding: upper then lower, letter by letter, so that ß is ss and a final sigma is any sigma. */
function fold(text: string): string {
  const upper = text.normalize("NFKC").toUpperCase();
  return Array.from(upper, (letter) => letter.toLowerCase()).join("");
}
