import type { PrivateMessages } from "@parlor/client/private";
import { privateStrings } from "../ui/private-strings.ts";

type Read = ReturnType<PrivateMessages["read"]>;

/** What is said under the field of a private key, and whether the server may be asked. */
export interface KeyEntry {
  is: "empty" | "wrong" | "good";
  words: string;
}

/** What a generated key has of letters and digits, its dashes left out. */
const bare = /[\s\p{Pd}]/gu;

/** Judges what was typed. `text` only counts for how long it is. */
export function entryOf(read: Read, text: string): KeyEntry {
  const words = privateStrings.ask;
  switch (read.is) {
    case "empty":
      return { is: "empty", words: words.empty };
    case "key":
      return { is: "good", words: words.looksRight };
    case "phrase":
      return { is: "good", words: words.looksLikePhrase };
    case "typo":
      if (read.what === "length") return { is: "wrong", words: words.length(text.replace(bare, "").length) };
      return { is: "wrong", words: words[read.what] };
  }
}

/** The key in a link's fragment as somebody would type it. */
export function fromFragment(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
