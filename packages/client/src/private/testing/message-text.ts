import { isBlankText } from "@parlor/protocol/blank-text";
import * as fc from "fast-check";

/** Any text that MSG-1 allows: well-formed, without NUL, not blank, of at most 4,000 UTF-16 units. */
export const messageText = fc
  .oneof(
    fc.string({ unit: "grapheme", minLength: 1, maxLength: 300 }),
    fc.string({ unit: "binary", minLength: 1, maxLength: 1_500 }),
    fc.string({ unit: "binary-ascii", minLength: 1, maxLength: 4_000, size: "max" }),
  )
  .map((text) => text.replaceAll("\0", "0").slice(0, 4_000).toWellFormed())
  .filter((text) => !isBlankText(text));
